package io.drover.store.collection;

import io.drover.store.collection.FieldPath.Sort;
import io.drover.store.collection.RecordCondition.All;
import io.drover.store.collection.RecordCondition.Any;
import io.drover.store.collection.RecordCondition.Comparator;
import io.drover.store.collection.RecordCondition.Compares;
import io.drover.store.collection.RecordCondition.Contains;
import io.drover.store.collection.RecordCondition.Exists;
import io.drover.store.collection.RecordCondition.IsNull;
import io.drover.store.collection.RecordCondition.Lists;
import io.drover.store.collection.RecordCondition.Matches;
import io.drover.store.collection.RecordCondition.Not;
import io.drover.store.collection.RecordCondition.OneOf;
import io.drover.store.collection.RecordCondition.StartsWith;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Conditions as SQL with bound values, which finds the indexes that there are. */
final class ConditionSql {
    private final RecordDialect dialect;
    private final CollectionTable table;

    ConditionSql(RecordDialect dialect, CollectionTable table) {
        this.dialect = dialect;
        this.table = table;
    }

    SqlPart of(RecordCondition condition) {
        if (condition instanceof All all) {
            return joined(all.of(), " AND ", "TRUE");
        } else if (condition instanceof Any any) {
            return joined(any.of(), " OR ", "FALSE");
        } else if (condition instanceof Not not) {
            return SqlPart.of("({}) IS NOT TRUE", of(not.of()));
        } else if (condition instanceof Compares compares) {
            return compares(compares);
        } else if (condition instanceof OneOf oneOf) {
            return oneOf(oneOf);
        }
        return ofText(condition);
    }

    private SqlPart joined(List<RecordCondition> conditions, String between, String none) {
        return conditions.isEmpty()
                ? SqlPart.of(none)
                : SqlPart.of(
                        "({})", SqlPart.join(conditions.stream().map(this::of).toList(), between));
    }

    private SqlPart ofText(RecordCondition condition) {
        if (condition instanceof Exists exists) {
            return dialect.exists(exists.path());
        } else if (condition instanceof IsNull isNull) {
            return dialect.isNull(isNull.path());
        } else if (condition instanceof Lists lists) {
            return dialect.lists(lists.path(), lists.json());
        } else if (condition instanceof Contains contains) {
            return dialect.contains(value(contains.operand(), Sort.TEXT), contains.part());
        } else if (condition instanceof Matches matches) {
            return dialect.matches(value(matches.operand(), Sort.TEXT), matches.pattern());
        }
        StartsWith starts = (StartsWith) condition;
        SqlPart whole = dialect.startsWith(value(starts.operand(), Sort.TEXT), starts.beginning());
        return key(starts.operand(), Sort.TEXT)
                .map(key -> SqlPart.of(
                        "({} >= {} AND {})",
                        key,
                        SqlPart.of("?", dialect.beginning(starts.beginning())),
                        SqlPart.of(
                                "{} < {} AND {}",
                                key,
                                SqlPart.of("?", dialect.beginning(starts.beginning()) + Character.toString(0x10FFFF)),
                                whole)))
                .orElse(whole);
    }

    private SqlPart compares(Compares condition) {
        Comparator comparator = condition.comparator();
        Optional<SqlPart> key = key(condition.operand(), condition.sort());
        if (key.isPresent() && condition.sort() != Sort.TEXT) {
            return SqlPart.of("{} " + comparator.sql() + " {}", key.get(), SqlPart.of("?", condition.value()));
        }
        SqlPart whole = SqlPart.of(
                "{} " + comparator.sql() + " {}",
                value(condition.operand(), condition.sort()),
                SqlPart.of("?", condition.value()));
        return key.map(beginning -> SqlPart.of(
                        "({} " + comparator.ofBeginnings() + " {} AND {})",
                        beginning,
                        SqlPart.of("?", dialect.beginning((String) condition.value())),
                        whole))
                .orElse(whole);
    }

    private SqlPart oneOf(OneOf condition) {
        Optional<SqlPart> key = key(condition.operand(), condition.sort());
        if (key.isPresent() && condition.sort() != Sort.TEXT) {
            return in(key.get(), condition.values());
        }
        SqlPart whole = in(value(condition.operand(), condition.sort()), condition.values());
        return key.map(beginning -> SqlPart.of(
                        "({} AND {})",
                        in(
                                beginning,
                                condition.values().stream()
                                        .<Object>map(value -> dialect.beginning((String) value))
                                        .toList()),
                        whole))
                .orElse(whole);
    }

    private static SqlPart in(SqlPart value, List<Object> values) {
        String marks = values.stream().map(each -> "?").collect(Collectors.joining(", "));
        return SqlPart.of("{} IN ({})", value, new SqlPart(marks, values));
    }

    private Optional<SqlPart> key(Operand operand, Sort sort) {
        return operand instanceof FieldPath path
                ? table.indexed(path, sort).map(field -> dialect.key(table, field))
                : Optional.empty();
    }

    /** A value as it is compared and sorted by. */
    SqlPart value(Operand operand, Sort sort) {
        return operand instanceof FieldPath path
                ? dialect.value(path, sort)
                : SqlPart.of(((SystemField) operand).column());
    }
}
