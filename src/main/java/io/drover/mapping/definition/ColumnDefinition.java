package io.drover.mapping.definition;

import io.drover.mapping.function.ColumnFunction;
import java.util.List;

/**
 * What one destination column gets.
 *
 * @param source the source column, or null when the first function makes the value
 * @param type what the values are when the destination is a file; null for what the source says
 * @param functions what the value goes through, in order
 * @param insertOnly whether existing rows keep their value
 */
public record ColumnDefinition(
        String source,
        String destination,
        ValueType type,
        List<ColumnFunction> functions,
        WhenEmpty whenEmpty,
        boolean insertOnly) {

    /** What the values of a file's column are. */
    public enum ValueType {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        DATE,
        TIME,
        TIMESTAMP,
        TIMESTAMP_WITH_ZONE,
        JSON
    }

    /** What happens to a record whose value is empty. */
    public enum WhenEmpty {
        /** It is loaded. */
        LOAD,
        /** An existing row keeps its value. */
        KEEP,
        /** The record is left out. */
        SKIP,
        /** The record is rejected. */
        REJECT
    }

    public ColumnDefinition {
        functions = List.copyOf(functions);
    }

    /** One source column as it is. */
    public ColumnDefinition(String source, String destination) {
        this(source, destination, null, List.of(), WhenEmpty.LOAD, false);
    }
}
