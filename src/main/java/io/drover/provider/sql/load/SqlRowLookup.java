package io.drover.provider.sql.load;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.RowLookup;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.dialect.ResultCursor;
import io.drover.provider.sql.dialect.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.UUID;

/** Rows by their keys, one query each. */
final class SqlRowLookup implements RowLookup {
    private static final int FETCH_ROWS = 1_000;

    private final Connection connection;
    private final ResultCursor.Values texts;
    private final List<DestinationColumn> columns;
    private final List<DestinationColumn> keys;
    private final String select;
    private final PreparedStatement find;

    SqlRowLookup(
            Connection connection,
            Dialect dialect,
            DestinationTable table,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys)
            throws SQLException {
        this.connection = connection;
        this.texts = dialect.values();
        this.columns = columns;
        this.keys = keys;
        this.select = "SELECT " + Sql.names(columns) + " FROM " + Sql.quote(table);
        this.find = connection.prepareStatement(
                select + " WHERE " + Sql.and(keys, key -> Sql.quote(key.name()) + " = " + parameter(dialect, key)));
    }

    /** A type that only the database knows is cast there. */
    private static String parameter(Dialect dialect, DestinationColumn key) {
        return key.type() == ColumnType.OTHER ? dialect.syntax().textParameter(key) : "?";
    }

    @Override
    public Object[] find(Object[] key) throws SQLException {
        for (int i = 0; i < key.length; i++) {
            find.setObject(i + 1, key[i]);
        }
        try (ResultSet rows = find.executeQuery()) {
            return rows.next() ? values(rows) : null;
        }
    }

    @Override
    public void visit(int most, Visitor visitor) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            statement.setMaxRows(most);
            try (ResultSet rows = statement.executeQuery(select)) {
                boolean goOn = true;
                while (goOn && rows.next()) {
                    goOn = visitor.row(values(rows));
                }
            }
        }
    }

    private Object[] values(ResultSet row) throws SQLException {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            DestinationColumn column = columns.get(i);
            // What is only shown may have values that Java has not, such as 24:00:00
            values[i] =
                    keys.contains(column) ? value(row, i + 1, column.type()) : texts.read(row, i + 1, column.type());
        }
        return values;
    }

    private static Object value(ResultSet row, int column, ColumnType type) throws SQLException {
        Object value =
                switch (type) {
                    case TEXT, ARRAY, RANGE, JSON, OTHER -> row.getString(column);
                    case SMALLINT, INTEGER, BIGINT -> row.getLong(column);
                    case DECIMAL -> row.getBigDecimal(column);
                    case DOUBLE -> row.getDouble(column);
                    case BOOLEAN -> row.getBoolean(column);
                    case DATE -> row.getObject(column, LocalDate.class);
                    case TIME -> row.getObject(column, LocalTime.class);
                    case TIME_WITH_ZONE -> row.getObject(column, OffsetTime.class);
                    case TIMESTAMP -> row.getObject(column, LocalDateTime.class);
                    case TIMESTAMP_WITH_ZONE -> row.getObject(column, OffsetDateTime.class);
                    case UUID -> row.getObject(column, UUID.class);
                    case BINARY -> row.getBytes(column);
                };
        return row.wasNull() ? null : value;
    }

    @Override
    public void close() throws SQLException {
        find.close();
    }
}
