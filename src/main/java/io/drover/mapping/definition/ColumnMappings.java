package io.drover.mapping.definition;

import java.util.List;

/**
 * How the columns of two tables go together.
 *
 * @param automatic whether columns of equal names (case-insensitive) that {@code explicit} does not mention are mapped too
 * @param explicit the columns that are written out
 * @param keys destination columns that decide between insert and update; empty means the table's primary key
 * @param schemaChange what happens when the source's columns are not those that are expected
 */
public record ColumnMappings(
        boolean automatic, List<ColumnDefinition> explicit, List<String> keys, SchemaChange schemaChange) {

    public ColumnMappings {
        explicit = List.copyOf(explicit);
        keys = List.copyOf(keys);
    }
}
