package io.drover.provider;

import java.util.List;
import java.util.Optional;

/**
 * A destination table, as the destination describes it.
 *
 * @param schema its schema, or null
 * @param primaryKey names of the key columns, in key order; may be empty
 * @param open whether a column that it does not have may be written all the same, as to a file
 * @param nested whether such a column may hold JSON
 */
public record DestinationTable(
        String schema,
        String name,
        List<DestinationColumn> columns,
        List<String> primaryKey,
        boolean open,
        boolean nested) {

    public DestinationTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /** A table of a database. */
    public DestinationTable(String schema, String name, List<DestinationColumn> columns, List<String> primaryKey) {
        this(schema, name, columns, primaryKey, false, false);
    }

    /**
     * A table that has whatever columns are written to it.
     *
     * @param nested whether they may hold JSON
     */
    public static DestinationTable open(String name, boolean nested) {
        return new DestinationTable(null, name, List.of(), List.of(), true, nested);
    }

    /** The column of that name, whatever its case. */
    public Optional<DestinationColumn> column(String name) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }
}
