package io.drover.job.dry;

import java.util.Map;

/**
 * A row that a load changes.
 *
 * @param key its key columns; empty when the mapping has none
 * @param before its mapped columns as the table has them, or null when the row is new
 * @param after the same as the load leaves them, or null when the row is deleted
 */
public record RowChange(
        String table, Kind change, Map<String, String> key, Map<String, String> before, Map<String, String> after) {

    /** What becomes of a row. */
    public enum Kind {
        Insert,
        Update,
        Delete
    }
}
