package io.drover.store.collection;

import io.drover.store.collection.FieldPath.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Which records, in which order, and how many. Whatever the order, the identifier comes last in it.
 *
 * @param after behind which position to go on, as {@link RecordCursor#position} told it; empty: from the beginning
 * @param limit 0: all
 */
public record RecordQuery(RecordCondition where, List<RecordOrder> order, List<Object> after, long offset, long limit) {
    /** All records, by their identifiers. */
    public static final RecordQuery EVERY = new RecordQuery(RecordCondition.EVERY, List.of(), List.of(), 0, 0);

    public RecordQuery {
        order = List.copyOf(order);
        after = Collections.unmodifiableList(new ArrayList<>(after)); // with nulls
    }

    /** The same as far as the order is concerned, behind a position. */
    public RecordQuery from(List<Object> position, long most) {
        return new RecordQuery(where, order, position, position.isEmpty() ? offset : 0, most);
    }

    /** All that it is sorted by. */
    List<RecordOrder> whole() {
        List<RecordOrder> whole = new ArrayList<>(order);
        whole.add(new RecordOrder(SystemField.IDENTIFIER, Sort.TEXT, false));
        return whole;
    }

    SqlPart sql(RecordDialect dialect, CollectionTable table) {
        ConditionSql conditions = new ConditionSql(dialect, table);
        List<SqlPart> keys = new ArrayList<>();
        List<SqlPart> terms = new ArrayList<>();
        for (RecordOrder each : order) {
            SqlPart key = conditions.value(each.operand(), each.sort());
            keys.add(SqlPart.of(", {}", key));
            terms.add(SqlPart.of("{}" + (each.descending() ? " DESC" : "") + " NULLS LAST", key));
        }
        terms.add(SqlPart.of("identifier"));
        SqlPart condition = conditions.of(where);
        SqlPart further = after.isEmpty() ? SqlPart.of("TRUE") : further(conditions);
        SqlPart sql = SqlPart.of(
                "SELECT " + RecordRows.COLUMNS + "{} FROM " + table.sql() + " WHERE {} AND {} ORDER BY {}",
                SqlPart.join(keys, ""),
                condition,
                further,
                SqlPart.join(terms, ", "));
        SqlPart limited = limit == 0 ? sql : SqlPart.of("{} LIMIT {}", sql, SqlPart.of("?", limit));
        return offset == 0 ? limited : SqlPart.of("{} OFFSET {}", limited, SqlPart.of("?", offset));
    }

    /** What comes behind the position: greater in one key, and the same in those before it. */
    private SqlPart further(ConditionSql conditions) {
        List<SqlPart> same = new ArrayList<>();
        List<SqlPart> cases = new ArrayList<>();
        List<RecordOrder> whole = whole();
        for (int i = 0; i < whole.size(); i++) {
            RecordOrder each = whole.get(i);
            SqlPart key = conditions.value(each.operand(), each.sort());
            Object value = after.get(i);
            List<SqlPart> both = new ArrayList<>(same);
            both.add(behind(key, value, each.descending()));
            cases.add(SqlPart.of("({})", SqlPart.join(both, " AND ")));
            same.add(
                    value == null ? SqlPart.of("{} IS NULL", key) : SqlPart.of("{} = {}", key, SqlPart.of("?", value)));
        }
        return SqlPart.of("({})", SqlPart.join(cases, " OR "));
    }

    private static SqlPart behind(SqlPart key, Object value, boolean descending) {
        return value == null
                ? SqlPart.of("FALSE") // nothing comes behind those without a value
                : SqlPart.join(
                        Arrays.asList(
                                SqlPart.of("({} " + (descending ? "<" : ">") + " {}", key, SqlPart.of("?", value)),
                                SqlPart.of("{} IS NULL)", key)),
                        " OR ");
    }
}
