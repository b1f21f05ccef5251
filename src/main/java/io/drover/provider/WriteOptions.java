package io.drover.provider;

import java.util.Set;

/**
 * How rows are written to a table.
 *
 * @param table what the mapping asks for
 * @param insertOnly columns that only new rows get; an existing row keeps what it has
 * @param keptWhenNull columns of which an existing row keeps its value when the new one is null
 */
public record WriteOptions(TableOptions table, Set<DestinationColumn> insertOnly, Set<DestinationColumn> keptWhenNull) {
    /** Insert and update by key, all columns. */
    public static final WriteOptions UPSERT = new WriteOptions(TableOptions.UPSERT, Set.of(), Set.of());

    public WriteOptions {
        insertOnly = Set.copyOf(insertOnly);
        keptWhenNull = Set.copyOf(keptWhenNull);
    }
}
