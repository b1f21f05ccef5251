package io.drover.provider.sql.read;

import io.drover.definition.text.NamedSql;
import io.drover.provider.DestinationException;
import io.drover.provider.NameSuggestions;
import io.drover.provider.sql.dialect.Cursor;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.dialect.ResultColumns;
import io.drover.provider.sql.dialect.SourceQuery;
import io.drover.provider.sql.dialect.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Makes the queries of a run. Names are resolved against the database's own and quoted; values are parameters.
 *
 * <p>An incremental query reads the rows from the highest value of the last run on, that value included: rows that got the
 * same value after that run was reading are not lost, and those that were read already are found unchanged by their keys. The
 * highest value of this run is asked for in the same snapshot.
 */
final class SourcePlan {
    private final Connection connection;
    private final Dialect dialect;
    private final DatabaseCatalog catalog;
    private final SqlSource source;
    private final UnaryOperator<String> placeholders;
    private final Map<String, String> before;
    private final Map<String, String> highest = new LinkedHashMap<>();

    /** @param before the highest values of the last run, as {@link #highest} named them */
    SourcePlan(
            Connection connection,
            Dialect dialect,
            DatabaseCatalog catalog,
            SqlSource source,
            UnaryOperator<String> placeholders,
            Map<String, String> before) {
        this.connection = connection;
        this.dialect = dialect;
        this.catalog = catalog;
        this.source = source;
        this.placeholders = placeholders;
        this.before = before;
    }

    /** The highest values that the planned queries will read. */
    Map<String, String> highest() {
        return Map.copyOf(highest);
    }

    /** The query for a name, which is that of a query of the definition, a table or a view. */
    SourceQuery query(String name) throws SQLException {
        SqlInput input = named(name);
        if (input.query() == null) {
            if (input instanceof SqlTable said && !said.isPlain()) {
                SourceQuery rows = new TableQuery(connection, dialect, catalog, source).of(said);
                return said.watermark() == null ? rows : incremental(said, rows.within(sql -> "(" + sql + ") q"));
            }
            String table = Sql.quote(catalog.readable(name));
            return input.watermark() == null
                    ? new SourceQuery(name, "SELECT * FROM " + table)
                    : incremental(input, new SourceQuery(name, table + " q"));
        }
        try {
            return query(name, input);
        } catch (DestinationException e) {
            throw e;
        } catch (SQLException e) {
            throw new SQLException(
                    "line " + input.line + ", query " + input.name() + ": " + e.getMessage(), e.getSQLState(), e);
        }
    }

    /** A name written exactly wins over one that differs in case. */
    private SqlInput named(String name) {
        List<SqlInput> alike = source.inputs().stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(name))
                .toList();
        return alike.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseGet(() -> alike.size() == 1 ? alike.get(0) : new SqlTable(name, null));
    }

    /** @param name as the mapping writes it that gets the records */
    private SourceQuery query(String name, SqlInput input) throws SQLException {
        NamedSql query = input.query();
        String start = input.start() == null ? null : placeholders.apply(input.start());
        SourceQuery whole = new SourceQuery(name, query, values(query, start));
        if (input.watermark() == null) {
            return whole;
        }
        SourceQuery from = whole.within(sql -> "(" + sql + "\n) q"); // a comment may be its end
        if (!query.usesWatermark()) {
            return incremental(input, from);
        }
        String column = column(input, from);
        List<String> values = values(query, before.getOrDefault(key(input, column), start));
        noteHighest(input, column, new SourceQuery(input.name(), from.sql(), from.plain(), values));
        return new SourceQuery(input.name(), query, values);
    }

    /** A statement to be run, with its parameters. */
    SourceQuery statement(NamedSql sql) {
        return new SourceQuery("afterwards", sql, values(sql, null));
    }

    private List<String> values(NamedSql query, String watermark) {
        List<String> values = new ArrayList<>();
        for (String name : query.names()) {
            values.add(
                    name.equals(NamedSql.WATERMARK)
                            ? watermark
                            : placeholders.apply(source.parameters().get(name)));
        }
        return values;
    }

    /** @param from what follows FROM, with the alias {@code q} */
    private SourceQuery incremental(SqlInput input, SourceQuery from) throws SQLException {
        String column = column(input, from);
        String top = noteHighest(input, column, from);
        String last = before.get(key(input, column));
        String quoted = "q." + Sql.quote(column);
        SourceQuery all = from.within(sql -> "SELECT * FROM " + sql);
        SourceQuery fresh = last == null ? all : all.and(" WHERE " + quoted + " >= ?", last);
        if (top == null || dialect.snapshotIsolation() != Connection.TRANSACTION_NONE) {
            return fresh;
        }
        // Rows may come in between that are higher than what will be noted
        String bound = quoted + " <= ?";
        return last == null
                ? fresh.and(" WHERE (" + quoted + " IS NULL OR " + bound + ")", top)
                : fresh.and(" AND " + bound, top);
    }

    /** Notes the highest value among the rows, if there is one. */
    private String noteHighest(SqlInput input, String column, SourceQuery from) throws SQLException {
        SourceQuery max = from.within(sql -> "SELECT max(q." + Sql.quote(column) + ") AS highest FROM " + sql);
        try (Cursor rows = dialect.open(connection, max, 1)) {
            String top = rows.next()[0];
            while (top != null && rows.next() != null) {
                // to the end, as a COPY wants it
            }
            if (top != null) {
                highest.put(key(input, column), top);
            }
            return top;
        } catch (IOException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    private String column(SqlInput input, SourceQuery from) throws SQLException {
        List<String> names = ResultColumns.describe(
                        connection, from.within(sql -> "SELECT * FROM " + sql), dialect.values())
                .names();
        if (names.contains(input.watermark())) {
            return input.watermark();
        }
        List<String> found = names.stream()
                .filter(name -> name.equalsIgnoreCase(input.watermark()))
                .toList();
        if (found.size() != 1) {
            throw new DestinationException("line " + input.line + ": " + input.name()
                    + (found.isEmpty() ? " has no column " : " has several columns ") + input.watermark()
                    + " for its watermark; " + NameSuggestions.near("columns", input.watermark(), names));
        }
        return found.get(0);
    }

    /** Another column starts anew. */
    private String key(SqlInput input, String column) {
        String key = input.name() + "." + column;
        long alike = source.inputs().stream()
                .filter(other -> other.name().equalsIgnoreCase(input.name()))
                .count();
        return alike > 1 ? key : key.toLowerCase(Locale.ROOT);
    }
}
