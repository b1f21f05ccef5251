package io.drover.definition;

/**
 * A test of one source column; records that fail it are not loaded.
 *
 * @param value what is compared with; for {@link Operator#IN} a comma list; null for {@link Operator#EMPTY}
 */
public record ConditionDefinition(String column, Operator operator, String value) {

    /** Comparisons are numeric when both sides are numbers, else by text; text is compared with its case. */
    public enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS_THAN,
        GREATER_THAN,
        CONTAINS,
        NOT_CONTAINS,
        IN,
        NOT_IN,
        STARTS_WITH,
        ENDS_WITH,
        EMPTY,
        NOT_EMPTY
    }
}
