package io.drover.mapping.definition;

import io.drover.provider.TableOptions;
import java.util.List;

/**
 * One source table to one destination table.
 *
 * @param automatic whether columns of equal names (case-insensitive) that {@code columns} does not mention are mapped too
 * @param columns the explicit column mappings
 * @param keys destination columns that decide between insert and update; empty means the table's primary key
 * @param conditions all of these must hold for a record to be loaded
 * @param options what is done with the rows of the destination table
 * @param schemaChange what happens when the source's columns are not those that are expected
 * @param forEach the column whose values each make a row of their own, or null
 * @param line line of the definition file, for messages
 */
public record MappingDefinition(
        String sourceTable,
        String destinationTable,
        boolean automatic,
        List<ColumnDefinition> columns,
        List<String> keys,
        List<Criterion> conditions,
        TableOptions options,
        SchemaChange schemaChange,
        ListColumn forEach,
        int line) {

    public MappingDefinition {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        conditions = List.copyOf(conditions);
    }

    /** A mapping that fails when the source's columns are not those that are expected. */
    public MappingDefinition(
            String sourceTable,
            String destinationTable,
            boolean automatic,
            List<ColumnDefinition> columns,
            List<String> keys,
            List<? extends Criterion> conditions,
            TableOptions options,
            int line) {
        this(
                sourceTable,
                destinationTable,
                automatic,
                columns,
                keys,
                List.copyOf(conditions),
                options,
                SchemaChange.FAIL,
                null,
                line);
    }

    /** The same with other options. */
    public MappingDefinition withOptions(TableOptions other) {
        return new MappingDefinition(
                sourceTable,
                destinationTable,
                automatic,
                columns,
                keys,
                conditions,
                other,
                schemaChange,
                forEach,
                line);
    }

    /** The mapping of a table that a job does not mention: same name, all columns by name. */
    public static MappingDefinition automatic(String table) {
        return new MappingDefinition(
                table, table, true, List.of(), List.of(), List.of(), TableOptions.UPSERT, SchemaChange.FAIL, null, 0);
    }
}
