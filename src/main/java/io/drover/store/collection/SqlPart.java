package io.drover.store.collection;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of SQL with the values of its parameters.
 *
 * @param values texts, numbers, truth values and times
 */
record SqlPart(String sql, List<Object> values) {

    SqlPart {
        values = List.copyOf(values);
    }

    /** One without parameters. */
    static SqlPart of(String sql) {
        return new SqlPart(sql, List.of());
    }

    static SqlPart of(String sql, Object... values) {
        return new SqlPart(sql, List.of(values));
    }

    /** The pieces in the places of {@code {}} in a pattern, in their order. */
    static SqlPart of(String pattern, SqlPart... parts) {
        StringBuilder sql = new StringBuilder();
        List<Object> values = new ArrayList<>();
        int from = 0;
        for (SqlPart part : parts) {
            int place = pattern.indexOf("{}", from);
            sql.append(pattern, from, place).append(part.sql);
            values.addAll(part.values);
            from = place + 2;
        }
        return new SqlPart(sql.append(pattern.substring(from)).toString(), values);
    }

    /** Several with something between them. */
    static SqlPart join(List<SqlPart> parts, String between) {
        List<Object> values = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (SqlPart part : parts) {
            texts.add(part.sql);
            values.addAll(part.values);
        }
        return new SqlPart(String.join(between, texts), values);
    }
}
