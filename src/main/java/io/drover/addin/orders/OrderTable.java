package io.drover.addin.orders;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of orders in the shop's database, described by that database. Used while its connection is open. */
final class OrderTable {
    private final Connection connection;
    private final OrderColumns columns;
    private final String quote;
    private final String table;
    /** JDBC type by name, whatever its case; the names are the database's. */
    private final Map<String, Column> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private record Column(String name, int type) {}

    OrderTable(Connection connection, OrderColumns columns) throws SQLException {
        this.connection = connection;
        this.columns = columns;
        DatabaseMetaData metadata = connection.getMetaData();
        this.quote = metadata.getIdentifierQuoteString().strip();
        this.table = find(metadata);
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                String name = none.getMetaData().getColumnName(i);
                known.put(name, new Column(name, none.getMetaData().getColumnType(i)));
            }
        }
    }

    private String find(DatabaseMetaData metadata) throws SQLException {
        int dot = columns.table().lastIndexOf('.');
        String schema = dot < 0 ? connection.getSchema() : columns.table().substring(0, dot);
        String name = columns.table().substring(dot + 1);
        List<String> found = new ArrayList<>();
        try (ResultSet tables = metadata.getTables(connection.getCatalog(), null, "%", null)) {
            while (tables.next()) {
                String inSchema = tables.getString("TABLE_SCHEM");
                if (tables.getString("TABLE_NAME").equalsIgnoreCase(name)
                        && (inSchema == null || schema == null || inSchema.equalsIgnoreCase(schema))) {
                    String quoted = quoted(tables.getString("TABLE_NAME"));
                    found.add(inSchema == null ? quoted : quoted(inSchema) + "." + quoted);
                }
            }
        }
        if (found.size() != 1) {
            throw new IllegalArgumentException("the data source has " + (found.isEmpty() ? "no" : "more than one")
                    + " table " + columns.table() + (schema == null ? "" : " in the schema " + schema)
                    + ": the parameter table names it");
        }
        return found.get(0);
    }

    /** The ids of the orders that wait, in the order in which they were completed. */
    List<String> waiting() throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        if (!columns.completion().flag().isEmpty()) {
            conditions.add(name(columns.completion().flag()) + " = ?");
            values.add(
                    (statement, at) -> bind(statement, at, columns.completion().flag(), true));
        }
        for (String column : columns.falseOnes()) {
            conditions.add("(" + name(column) + " IS NULL OR " + name(column) + " = ?)");
            values.add((statement, at) -> bind(statement, at, column, false));
        }
        if (!columns.mark().integrationId().isEmpty()) {
            conditions.add("(" + name(columns.mark().integrationId()) + " IS NULL OR "
                    + name(columns.mark().integrationId()) + " = ?)");
            values.add((statement, at) -> statement.setString(at, ""));
        }
        LocalDateTime until = now().minusMinutes(columns.completion().minutes());
        conditions.add(name(columns.completion().date()) + " <= ?");
        values.add((statement, at) -> statement.setObject(at, until));
        for (OrderColumns.Among among : columns.among()) {
            List<String> marks = Collections.nCopies(among.values().size(), "?");
            conditions.add(name(among.column()) + " IN (" + String.join(", ", marks) + ")");
            among.values().forEach(value -> values.add((statement, at) -> bind(statement, at, among.column(), value)));
        }
        return ids(
                "SELECT " + name(columns.id()) + " FROM " + table + " WHERE " + String.join(" AND ", conditions)
                        + " ORDER BY " + name(columns.completion().date()) + ", " + name(columns.id()),
                values);
    }

    /** Binds one parameter. */
    private interface Value {
        void bind(PreparedStatement statement, int at) throws SQLException;
    }

    private List<String> ids(String sql, List<Value> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                values.get(i).bind(statement, i + 1);
            }
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        }
    }

    /** Whether an order is marked as exported, or has the id that the other system gave it. */
    boolean isMarked(String id) throws SQLException {
        List<String> open = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        values.add((statement, at) -> bind(statement, at, columns.id(), id));
        if (!columns.mark().exported().isEmpty()) {
            open.add("(" + name(columns.mark().exported()) + " IS NULL OR "
                    + name(columns.mark().exported()) + " = ?)");
            values.add((statement, at) -> bind(statement, at, columns.mark().exported(), false));
        }
        if (!columns.mark().integrationId().isEmpty()) {
            open.add("(" + name(columns.mark().integrationId()) + " IS NULL OR "
                    + name(columns.mark().integrationId()) + " = ?)");
            values.add((statement, at) -> statement.setString(at, ""));
        }
        return ids(
                        "SELECT " + name(columns.id()) + " FROM " + table + " WHERE " + name(columns.id()) + " = ? AND "
                                + String.join(" AND ", open),
                        values)
                .isEmpty();
    }

    /** The time of the database, as it is in columns without a time zone. */
    private LocalDateTime now() throws SQLException {
        boolean sqlServer = connection.getMetaData().getDatabaseProductName().startsWith("Microsoft SQL Server");
        try (Statement statement = connection.createStatement();
                ResultSet now = statement.executeQuery(sqlServer ? "SELECT SYSDATETIME()" : "SELECT LOCALTIMESTAMP")) {
            now.next();
            return now.getObject(1, LocalDateTime.class);
        }
    }

    private void bind(PreparedStatement statement, int at, String column, String value) throws SQLException {
        int type = column(column).type();
        if (isNumber(type)) {
            statement.setObject(at, value, type);
        } else {
            statement.setString(at, value);
        }
    }

    private void bind(PreparedStatement statement, int at, String column, boolean value) throws SQLException {
        int type = column(column).type();
        if (type == Types.BIT || type == Types.BOOLEAN) {
            statement.setBoolean(at, value);
        } else if (isNumber(type)) {
            statement.setInt(at, value ? 1 : 0);
        } else {
            throw new IllegalArgumentException(
                    "the column " + column + " of " + table + " is neither boolean nor a number: it must be 1 or 0");
        }
    }

    private static boolean isNumber(int type) {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL -> true;
            default -> false;
        };
    }

    private String name(String column) {
        return quoted(column(column).name());
    }

    private Column column(String column) {
        Column found = known.get(column);
        if (found == null) {
            throw new IllegalArgumentException("the table " + table + " has no column " + column
                    + "; name another in the task's parameter, or none where it may be empty. It has "
                    + known.keySet());
        }
        return found;
    }

    private String quoted(String name) {
        return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
    }
}
