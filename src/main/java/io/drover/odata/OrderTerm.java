package io.drover.odata;

import java.util.ArrayList;
import java.util.List;

/** A property that rows are ordered by; null comes before all values, as OData has it. */
record OrderTerm(EntityProperty property, boolean descending) {
    private boolean nullable() {
        return property.column().nullable();
    }

    /** In ORDER BY. */
    String sql() {
        String way = descending ? " DESC" : " ASC";
        String nulls = "CASE WHEN " + property.sql() + " IS NULL THEN 0 ELSE 1 END" + way + ", ";
        return (nullable() ? nulls : "") + property.sql() + way;
    }

    /** The rows that come behind one that has a value here; empty text: none. */
    private Term behind(Object value) {
        String column = property.sql();
        if (value == null) {
            return descending ? null : Term.condition(column + " IS NOT NULL", List.of());
        }
        if (!descending) {
            return Term.condition(column + " > ?", List.of(value));
        }
        return Term.condition(
                nullable() ? "(" + column + " < ? OR " + column + " IS NULL)" : column + " < ?", List.of(value));
    }

    private Term same(Object value) {
        return value == null
                ? Term.condition(property.sql() + " IS NULL", List.of())
                : Term.condition(property.sql() + " = ?", List.of(value));
    }

    /** The rows behind the one that has these values, one for each term. */
    static Term behind(List<OrderTerm> order, List<Object> values) {
        List<String> ways = new ArrayList<>();
        List<Object> all = new ArrayList<>();
        String before = "";
        List<Object> valuesBefore = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            Term behind = order.get(i).behind(values.get(i));
            if (behind != null) {
                ways.add("(" + before + behind.sql() + ")");
                all.addAll(valuesBefore);
                all.addAll(behind.values());
            }
            Term same = order.get(i).same(values.get(i));
            before += same.sql() + " AND ";
            valuesBefore.addAll(same.values());
        }
        return Term.condition(ways.isEmpty() ? "1 = 0" : "(" + String.join(" OR ", ways) + ")", all);
    }
}
