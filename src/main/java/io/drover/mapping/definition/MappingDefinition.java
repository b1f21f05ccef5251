package io.drover.mapping.definition;

import io.drover.provider.TableOptions;
import java.util.List;

/**
 * One source table to one destination table.
 *
 * @param options what is done with the rows of the destination table
 * @param line line of the definition file, for messages
 */
public record MappingDefinition(
        String sourceTable,
        String destinationTable,
        ColumnMappings columns,
        RecordSelection records,
        TableOptions options,
        int line) {

    /** The same with other options. */
    public MappingDefinition withOptions(TableOptions other) {
        return new MappingDefinition(sourceTable, destinationTable, columns, records, other, line);
    }

    /** The mapping of a table that a job does not mention: same name, all columns by name. */
    public static MappingDefinition automatic(String table) {
        return automatic(table, SchemaChange.FAIL);
    }

    /** The same for columns that may differ from those that are expected. */
    public static MappingDefinition automatic(String table, SchemaChange schemaChange) {
        return new MappingDefinition(
                table,
                table,
                new ColumnMappings(true, List.of(), List.of(), schemaChange),
                RecordSelection.ALL,
                TableOptions.UPSERT,
                0);
    }
}
