package io.drover.odata;

import io.drover.provider.sql.Dialects;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.dialect.Sql;
import io.drover.store.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A request as a query of the database. Its text is made of names from the database's own catalogue; values are parameters. */
final class EntityQuery {
    private static final int TIMEOUT_SECONDS = 60;

    private final Store store;
    private final EntityTable table;
    private final List<Term> conditions;

    /** @param conditions all of which hold */
    EntityQuery(Store store, EntityTable table, List<Term> conditions) {
        this.store = store;
        this.table = table;
        this.conditions = conditions;
    }

    /** Counts all rows. */
    long count() {
        return run("SELECT COUNT(*) FROM " + Sql.quote(table.table()) + where(), List.of(), rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    /**
     * Reads rows.
     *
     * @param properties that each row has
     * @param skip rows to be left out first
     * @param most rows
     */
    List<Object[]> rows(List<EntityProperty> properties, List<OrderTerm> order, long skip, long most) {
        String sql = "SELECT " + properties.stream().map(EntityProperty::sql).collect(Collectors.joining(", "))
                + " FROM " + Sql.quote(table.table()) + where() + " ORDER BY "
                + order.stream().map(OrderTerm::sql).collect(Collectors.joining(", "))
                + " " + table.syntax().rows();
        return run(sql, List.of(skip, most), rows -> {
            List<Object[]> all = new ArrayList<>();
            while (rows.next()) {
                Object[] values = new Object[properties.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Values.read(rows, i + 1, properties.get(i).type());
                }
                all.add(values);
            }
            return all;
        });
    }

    private String where() {
        return conditions.isEmpty()
                ? ""
                : conditions.stream().map(Term::sql).collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    /** Takes what a query gives. */
    private interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> T run(String sql, List<Object> more, Reading<T> reading) {
        try (Connection connection =
                store.dataSource(table.exposed().place().dataSource()).getConnection()) {
            Dialect dialect = Dialects.of(connection);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(TIMEOUT_SECONDS);
                int index = 0;
                for (Term condition : conditions) {
                    for (Object value : condition.values()) {
                        statement.setObject(++index, value);
                    }
                }
                for (Object value : more) {
                    statement.setObject(++index, value);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return reading.of(rows);
                }
            } finally {
                dialect.end(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the entity set " + table.name() + " could not be read", e);
        }
    }
}
