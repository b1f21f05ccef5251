package io.drover.provider;

import java.util.List;

/**
 * A foreign key of a destination table.
 *
 * @param name the constraint's, or null when it has none
 * @param schema of the table that it refers to
 * @param table the table that it refers to
 * @param columns of the table that has the key
 * @param referenced the columns that they refer to, in the same order
 * @param deferrable whether a transaction may have it checked at its end
 */
public record Reference(
        String name, String schema, String table, List<String> columns, List<String> referenced, boolean deferrable) {

    public Reference {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
    }

    /** Whether it refers to a table. */
    public boolean isTo(DestinationTable other) {
        return table.equals(other.name()) && (schema == null || schema.equals(other.schema()));
    }
}
