package io.drover.definition;

import java.util.List;

/**
 * One source table to one destination table.
 *
 * @param automatic whether columns of equal names (case-insensitive) that {@code columns} does not mention are mapped too
 * @param columns the explicit column mappings
 * @param keys destination columns that decide between insert and update; empty means the table's primary key
 * @param conditions all must hold for a record to be loaded
 * @param removeMissing whether rows whose key is not in the delivery are deleted
 * @param maxDeletePercent the run fails rather than delete more than this share of the table's rows (0-100)
 * @param line line of the definition file, for messages
 */
public record MappingDefinition(
        String sourceTable,
        String destinationTable,
        boolean automatic,
        List<ColumnDefinition> columns,
        List<String> keys,
        List<ConditionDefinition> conditions,
        boolean removeMissing,
        int maxDeletePercent,
        int line) {

    public MappingDefinition {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        conditions = List.copyOf(conditions);
    }

    /** The mapping of a table that a job does not mention: same name, all columns by name. */
    public static MappingDefinition automatic(String table) {
        return new MappingDefinition(table, table, true, List.of(), List.of(), List.of(), false, 20, 0);
    }
}
