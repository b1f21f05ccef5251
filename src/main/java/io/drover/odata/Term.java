package io.drover.odata;

import io.drover.provider.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a statement with the values of its parameters: what a client sends is only ever among the values.
 *
 * @param literal the value of a literal; null otherwise
 * @param property that it is, or null
 * @param type of its value, as far as it is a column's; null otherwise
 * @param condition whether it can stand in WHERE as it is
 */
record Term(
        String sql, List<Object> values, Object literal, EntityProperty property, ColumnType type, boolean condition) {
    /** The literal null. */
    static final Term NULL = new Term("NULL", List.of(), Void.TYPE, null, null, false);

    static Term literal(Object value) {
        return new Term("?", List.of(value), value, null, null, false);
    }

    static Term of(EntityProperty property) {
        return new Term(property.sql(), List.of(), null, property, property.type(), false);
    }

    static Term value(ColumnType type, String sql, List<Object> values) {
        return new Term(sql, values, null, null, type, false);
    }

    static Term condition(String sql, List<Object> values) {
        return new Term(sql, values, null, null, ColumnType.BOOLEAN, true);
    }

    @SuppressWarnings("ReferenceEquality") // a value may look the same
    boolean isNull() {
        return this == NULL;
    }

    boolean isLiteral() {
        return literal != null;
    }

    /** As a condition: a boolean column is true. */
    Term asCondition() {
        if (condition) {
            return this;
        }
        if (literal instanceof Boolean bool) {
            return condition(bool ? "1 = 1" : "1 = 0", List.of());
        }
        return condition(sql + " = ?", and(values, List.of(true)));
    }

    /** A literal as another side's type takes it. */
    Term as(ColumnType other) {
        return isLiteral() && !isNull() ? literal(Values.bound(literal, other)) : this;
    }

    static List<Object> and(List<Object> one, List<Object> other) {
        List<Object> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
