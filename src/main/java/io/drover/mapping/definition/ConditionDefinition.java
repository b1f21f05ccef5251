package io.drover.mapping.definition;

import io.drover.definition.text.ContextText;

/**
 * A test of one source column; records that fail it are not loaded.
 *
 * @param value what is compared with, perhaps with context values ({@link ContextText}); for {@link Operator#IN} a comma list,
 *     for {@link Operator#MATCHES} a regular expression; null for {@link Operator#EMPTY}
 */
public record ConditionDefinition(String column, Operator operator, String value) implements Criterion {

    /** Comparisons are of numbers or dates when both sides are that, else of texts, with their case. */
    public enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS_THAN,
        LESS_THAN_OR_EQUAL,
        GREATER_THAN,
        GREATER_THAN_OR_EQUAL,
        CONTAINS,
        NOT_CONTAINS,
        IN,
        NOT_IN,
        STARTS_WITH,
        NOT_STARTS_WITH,
        ENDS_WITH,
        NOT_ENDS_WITH,
        MATCHES,
        NOT_MATCHES,
        EMPTY,
        NOT_EMPTY;

        /** Whether it compares with nothing. */
        boolean takesNoValue() {
            return this == EMPTY || this == NOT_EMPTY;
        }

        /** Whether it compares with a regular expression. */
        public boolean takesPattern() {
            return this == MATCHES || this == NOT_MATCHES;
        }
    }
}
