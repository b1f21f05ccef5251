package io.drover.provider.sql.dialect;

import io.drover.provider.ColumnType;
import io.drover.provider.value.CanonicalText;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;

/** A result that the driver fetches from the server in portions. */
public final class ResultCursor implements Cursor {
    /** By what JDBC offers for every database. */
    public static final Values JDBC = ResultCursor::text;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final ResultColumns columns;
    private final ColumnType[] types;
    private final Values values;

    /** What a database's values are, and how they become canonical text. */
    @FunctionalInterface
    public interface Values {
        /** Reads a value of the current row. */
        String read(ResultSet row, int column, ColumnType type) throws SQLException;

        /**
         * The type of a column.
         *
         * @param name the database's own one
         * @param precision as JDBC tells it
         */
        default ColumnType type(int jdbc, String name, int precision) {
            return ResultColumns.type(jdbc, name);
        }
    }

    private ResultCursor(PreparedStatement statement, ResultSet rows, ResultColumns columns, Values values) {
        this.statement = statement;
        this.rows = rows;
        this.columns = columns;
        this.types = columns.types().toArray(ColumnType[]::new);
        this.values = values;
    }

    public static ResultCursor open(Connection connection, SourceQuery query, int fetch, Syntax syntax, Values values)
            throws SQLException {
        return open(
                connection.prepareStatement(query.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY),
                query,
                fetch,
                syntax,
                values);
    }

    /** The same by a statement that was prepared in a way of its own. */
    public static ResultCursor open(
            PreparedStatement statement, SourceQuery query, int fetch, Syntax syntax, Values values)
            throws SQLException {
        try {
            statement.setFetchSize(fetch);
            for (int i = 0; i < query.parameters().size(); i++) {
                syntax.setText(statement, i + 1, query.parameters().get(i));
            }
            ResultSet rows = statement.executeQuery();
            return new ResultCursor(
                    statement, rows, ResultColumns.of(rows.getMetaData(), query.name(), values), values);
        } catch (SQLException | RuntimeException e) {
            try (statement) {
                throw e;
            }
        }
    }

    @Override
    public List<String> columns() {
        return columns.names();
    }

    @Override
    public List<ColumnType> types() {
        return columns.types();
    }

    @Override
    public String[] next() throws SQLException {
        if (!rows.next()) {
            return null;
        }
        String[] row = new String[types.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.read(rows, i + 1, types[i]);
        }
        return row;
    }

    private static String text(ResultSet row, int column, ColumnType type) throws SQLException {
        return switch (type) {
            case TEXT, SMALLINT, INTEGER, BIGINT, DATE, UUID, ARRAY, RANGE, JSON, OTHER -> row.getString(column);
            case DECIMAL -> {
                BigDecimal value = row.getBigDecimal(column);
                yield value == null ? null : value.toPlainString();
            }
            case DOUBLE -> {
                Object value = row.getObject(column);
                yield CanonicalText.of(value);
            }
            case BOOLEAN -> {
                boolean value = row.getBoolean(column);
                yield row.wasNull() ? null : String.valueOf(value);
            }
            case TIME -> CanonicalText.of(row.getObject(column, LocalTime.class));
            case TIME_WITH_ZONE -> CanonicalText.of(row.getObject(column, OffsetTime.class));
            case TIMESTAMP -> CanonicalText.of(row.getObject(column, LocalDateTime.class));
            case TIMESTAMP_WITH_ZONE -> CanonicalText.of(row.getObject(column, OffsetDateTime.class));
            case BINARY -> CanonicalText.of(row.getBytes(column));
        };
    }

    @Override
    public void close() throws SQLException {
        try (statement;
                rows) {
            // closed in turn, even when one fails
        }
    }
}
