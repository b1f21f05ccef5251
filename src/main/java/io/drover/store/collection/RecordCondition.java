package io.drover.store.collection;

import io.drover.store.collection.FieldPath.Sort;
import java.util.List;

/** Which records are meant. A condition is true or it is not: what compares a value that is not there, or is of another sort, is not. */
public sealed interface RecordCondition {
    /** All records. */
    RecordCondition EVERY = new All(List.of());

    /** All of these. */
    record All(List<RecordCondition> of) implements RecordCondition {
        public All {
            of = List.copyOf(of);
        }
    }

    /** At least one of these. */
    record Any(List<RecordCondition> of) implements RecordCondition {
        public Any {
            of = List.copyOf(of);
        }
    }

    /** Where the other is not true. */
    record Not(RecordCondition of) implements RecordCondition {}

    /** How two values compare. */
    enum Comparator {
        EQUAL("=", "="),
        GREATER(">", ">="),
        GREATER_OR_EQUAL(">=", ">="),
        LESS("<", "<="),
        LESS_OR_EQUAL("<=", "<=");

        private final String sql;
        private final String ofBeginnings;

        Comparator(String sql, String ofBeginnings) {
            this.sql = sql;
            this.ofBeginnings = ofBeginnings;
        }

        String sql() {
            return sql;
        }

        /** How the beginnings of texts compare when the texts do. */
        String ofBeginnings() {
            return ofBeginnings;
        }
    }

    /**
     * How a value compares with another.
     *
     * @param sort of the other
     * @param value a String, BigDecimal, Boolean or, for times of the record, OffsetDateTime
     */
    record Compares(Operand operand, Comparator comparator, Sort sort, Object value) implements RecordCondition {}

    /** A value is one of several of a sort. */
    record OneOf(Operand operand, Sort sort, List<Object> values) implements RecordCondition {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** There is a value, be it null. */
    record Exists(FieldPath path) implements RecordCondition {}

    /** The value is null, or there is none. */
    record IsNull(FieldPath path) implements RecordCondition {}

    /** The value is a list that has this one, in JSON. */
    record Lists(FieldPath path, String json) implements RecordCondition {}

    /** A text has another in it. */
    record Contains(Operand operand, String part) implements RecordCondition {}

    record StartsWith(Operand operand, String beginning) implements RecordCondition {}

    /** A regular expression, of those that all databases read alike, matches somewhere in a text. */
    record Matches(Operand operand, String pattern) implements RecordCondition {}
}
