package io.drover.provider;

import java.util.List;
import java.util.Optional;

/**
 * A destination table, as the destination describes it.
 *
 * @param schema its schema, or null
 * @param primaryKey names of the key columns, in key order; may be empty
 */
public record DestinationTable(String schema, String name, List<DestinationColumn> columns, List<String> primaryKey) {

    public DestinationTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /** The column of that name, whatever its case. */
    public Optional<DestinationColumn> column(String name) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }
}
