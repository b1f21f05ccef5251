package io.drover.provider.sql.read;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.NameSuggestions;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.dialect.ResultColumns;
import io.drover.provider.sql.dialect.SourceQuery;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.Syntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The SELECT of a {@code <table>} that says which of its rows are read. Names are resolved and quoted, values are parameters. */
final class TableQuery {
    private final Connection connection;
    private final Dialect dialect;
    private final DatabaseCatalog catalog;
    private final SqlSource source;
    private final List<String> parameters = new ArrayList<>();
    private int aliases;

    TableQuery(Connection connection, Dialect dialect, DatabaseCatalog catalog, SqlSource source) {
        this.connection = connection;
        this.dialect = dialect;
        this.catalog = catalog;
        this.source = source;
    }

    /** The query, to be made once. */
    SourceQuery of(SqlTable table) throws SQLException {
        Rows rows = rows(table.name(), table.line);
        StringBuilder columns = new StringBuilder(rows.alias + ".*");
        for (SqlTable.Lookup lookup : table.lookups()) {
            Rows other = rows(lookup.table, lookup.line);
            columns.append(", (SELECT min(")
                    .append(other.column(lookup.value))
                    .append(") FROM ")
                    .append(other.from())
                    .append(" WHERE ")
                    .append(other.column(lookup.key))
                    .append(" = ")
                    .append(rows.column(lookup.column))
                    .append(") AS ")
                    .append(Sql.quote(lookup.name));
        }
        String where = where(table, rows);
        String sql = "SELECT " + columns + " FROM " + rows.from() + (where.isEmpty() ? "" : " WHERE " + where);
        return new SourceQuery(table.name(), sql, sql, parameters);
    }

    private String where(SqlTable table, Rows rows) throws SQLException {
        List<String> tests = new ArrayList<>(tests(table.whole(), rows));
        for (SqlTable.Parent parent : table.parents()) {
            Rows above = rows(parent.table, parent.line);
            SqlTable said = parent.filtered ? tableOf(parent.table) : null;
            String own = said == null ? "" : where(said, above);
            tests.add("EXISTS (SELECT 1 FROM " + above.from() + " WHERE " + above.column(parent.parentColumn) + " = "
                    + rows.column(parent.column) + (own.isEmpty() ? "" : " AND " + own) + ")");
        }
        return String.join(" AND ", tests);
    }

    private SqlTable tableOf(String name) {
        return source.tables().stream()
                .filter(table -> table.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    private List<String> tests(RowCondition.Group group, Rows rows) throws SQLException {
        List<String> tests = new ArrayList<>();
        for (RowCondition condition : group.conditions) {
            if (!condition.optional || rows.has(condition.column)) {
                tests.add(test(condition, rows));
            }
        }
        for (RowCondition.Group any : group.any) {
            tests.add("(" + String.join(" OR ", tests(any, rows)) + ")");
        }
        for (RowCondition.Group all : group.all) {
            tests.add("(" + String.join(" AND ", tests(all, rows)) + ")");
        }
        return tests;
    }

    private String test(RowCondition condition, Rows rows) throws SQLException {
        DestinationColumn column = rows.described(condition.column, condition.line);
        String name = rows.alias + "." + Sql.quote(column.name());
        String value = condition.value;
        boolean text = column.type() == ColumnType.TEXT;
        String empty = text ? "(" + name + " IS NULL OR " + name + " = '')" : name + " IS NULL";
        return switch (condition.operator) {
            case "empty" -> empty;
            case "notEmpty" -> "NOT " + (text ? empty : "(" + empty + ")");
            case "equal" -> name + " = " + compared(condition, column, rows);
            case "notEqual" -> orNull(name + " <> " + compared(condition, column, rows), name);
            case "lessThan" -> name + " < " + compared(condition, column, rows);
            case "lessThanOrEqual" -> name + " <= " + compared(condition, column, rows);
            case "greaterThan" -> name + " > " + compared(condition, column, rows);
            case "greaterThanOrEqual" -> name + " >= " + compared(condition, column, rows);
            case "in" -> name + " IN (" + list(column, value) + ")";
            case "notIn" -> orNull(name + " NOT IN (" + list(column, value) + ")", name);
            case "contains" -> like(name, "%" + escaped(value) + "%");
            case "notContains" -> orNull("NOT " + like(name, "%" + escaped(value) + "%"), name);
            case "startsWith" -> like(name, escaped(value) + "%");
            case "notStartsWith" -> orNull("NOT " + like(name, escaped(value) + "%"), name);
            case "endsWith" -> like(name, "%" + escaped(value));
            case "notEndsWith" -> orNull("NOT " + like(name, "%" + escaped(value)), name);
            default -> throw new IllegalStateException(condition.operator);
        };
    }

    private static String orNull(String test, String name) {
        return "(" + test + " OR " + name + " IS NULL)";
    }

    /** What a column is compared with. */
    private String compared(RowCondition condition, DestinationColumn column, Rows rows) throws DestinationException {
        if (condition.valueColumn != null) {
            return rows.alias + "."
                    + Sql.quote(rows.described(condition.valueColumn, condition.line)
                            .name());
        }
        parameters.add(dialect.syntax().text(column, condition.value));
        return "?";
    }

    private String list(DestinationColumn column, String values) {
        Syntax syntax = dialect.syntax();
        return Arrays.stream(values.split(",", -1))
                .map(String::strip)
                .peek(value -> parameters.add(syntax.text(column, value)))
                .map(value -> "?")
                .collect(Collectors.joining(", "));
    }

    private String like(String name, String pattern) {
        parameters.add(pattern);
        return name + " LIKE ? ESCAPE '!'";
    }

    /** The bracket is SQL Server's. */
    private static String escaped(String value) {
        return value.replaceAll("([!%_\\[])", "!$1");
    }

    private Rows rows(String name, int line) throws SQLException {
        String table = Sql.quote(catalog.readable(name));
        ResultColumns columns =
                ResultColumns.describe(connection, new SourceQuery(name, "SELECT * FROM " + table), dialect.values());
        String alias = aliases++ == 0 ? "q" : "q" + aliases;
        return new Rows(name, table, alias, columns, line);
    }

    /** A table under an alias. */
    private record Rows(String name, String quoted, String alias, ResultColumns columns, int line) {

        String from() {
            return quoted + " " + alias;
        }

        boolean has(String wanted) {
            return indexIgnoringCase(columns.names(), wanted) >= 0;
        }

        String column(String wanted) throws DestinationException {
            return alias + "." + Sql.quote(described(wanted, line).name());
        }

        DestinationColumn described(String wanted, int at) throws DestinationException {
            List<String> names = columns.names();
            int found = Stream.of(names.indexOf(wanted), indexIgnoringCase(names, wanted))
                    .filter(index -> index >= 0)
                    .findFirst()
                    .orElseThrow(() -> new DestinationException("line " + at + ": " + name + " has no column " + wanted
                            + "; " + NameSuggestions.near("columns", wanted, names)));
            return DestinationColumn.ofFile(names.get(found), columns.types().get(found));
        }

        private static int indexIgnoringCase(List<String> names, String wanted) {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equalsIgnoreCase(wanted)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
