package io.drover.provider.sql.h2;

import io.drover.provider.ColumnType;
import io.drover.provider.DataType;
import io.drover.provider.DataType.Special;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** H2's types as columns have them; a domain is the type below it. */
final class H2Types {
    static final String COLUMNS =
            """
            SELECT COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION,
                   DTD_IDENTIFIER, TABLE_SCHEMA AS OWNER_SCHEMA, TABLE_NAME AS OWNER,
                   DATA_TYPE_SQL(TABLE_SCHEMA, TABLE_NAME, 'TABLE', DTD_IDENTIFIER) AS FULL_NAME,
                   IS_NULLABLE, IS_IDENTITY, IS_GENERATED, COLUMN_DEFAULT
            FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION""";

    private static final String ELEMENTS =
            """
            SELECT DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION, DTD_IDENTIFIER,
                   OBJECT_SCHEMA AS OWNER_SCHEMA, OBJECT_NAME AS OWNER,
                   DATA_TYPE_SQL(OBJECT_SCHEMA, OBJECT_NAME, 'TABLE', DTD_IDENTIFIER) AS FULL_NAME
            FROM INFORMATION_SCHEMA.ELEMENT_TYPES
            WHERE OBJECT_SCHEMA = ? AND OBJECT_NAME = ? AND OBJECT_TYPE = 'TABLE' AND COLLECTION_TYPE_IDENTIFIER = ?""";

    private final Connection connection;

    H2Types(Connection connection) {
        this.connection = connection;
    }

    /** The type that a row describes. */
    DataType of(ResultSet row) throws SQLException {
        String name = row.getString("DATA_TYPE");
        // Elements of arrays have none
        String full = Objects.requireNonNullElse(row.getString("FULL_NAME"), name);
        int seconds = row.getInt("DATETIME_PRECISION");
        return switch (name) {
            case "CHARACTER VARYING", "CHARACTER", "VARCHAR_IGNORECASE" ->
                new DataType(ColumnType.TEXT, name, row.getInt("CHARACTER_MAXIMUM_LENGTH"), 0);
            case "CHARACTER LARGE OBJECT" -> new DataType(ColumnType.TEXT, name, 0, 0);
            case "BINARY VARYING", "BINARY" ->
                new DataType(ColumnType.BINARY, name, row.getInt("CHARACTER_MAXIMUM_LENGTH"), 0);
            case "BINARY LARGE OBJECT", "JAVA_OBJECT" -> new DataType(ColumnType.BINARY, name, 0, 0);
            case "TINYINT", "SMALLINT" -> new DataType(ColumnType.SMALLINT, full, 0, 0);
            case "INTEGER" -> new DataType(ColumnType.INTEGER, full, 0, 0);
            case "BIGINT" -> new DataType(ColumnType.BIGINT, full, 0, 0);
            case "NUMERIC", "DECIMAL" ->
                new DataType(
                        ColumnType.DECIMAL,
                        full.replace(", ", ","),
                        row.getInt("NUMERIC_PRECISION"),
                        row.getInt("NUMERIC_SCALE"));
            case "DECFLOAT" -> infinite(new DataType(ColumnType.DECIMAL, full, 0, 0));
            case "REAL" -> infinite(new DataType(ColumnType.DOUBLE, full, DataType.SINGLE_PRECISION, 0));
            case "FLOAT", "DOUBLE PRECISION" ->
                infinite(new DataType(ColumnType.DOUBLE, full, DataType.DOUBLE_PRECISION, 0));
            case "BOOLEAN" -> new DataType(ColumnType.BOOLEAN, full, 0, 0);
            case "DATE" -> new DataType(ColumnType.DATE, full, 0, 0).with(Special.LONG_YEARS);
            case "TIME" -> new DataType(ColumnType.TIME, full, 0, seconds);
            case "TIME WITH TIME ZONE" -> new DataType(ColumnType.TIME_WITH_ZONE, full, 0, seconds);
            case "TIMESTAMP" -> new DataType(ColumnType.TIMESTAMP, full, 0, seconds).with(Special.LONG_YEARS);
            case "TIMESTAMP WITH TIME ZONE" ->
                new DataType(ColumnType.TIMESTAMP_WITH_ZONE, full, 0, seconds).with(Special.LONG_YEARS);
            case "UUID" -> new DataType(ColumnType.UUID, full, 0, 0);
            case "ARRAY" -> new DataType(ColumnType.ARRAY, full, 0, 0).of(element(row));
            case "ROW" -> new DataType(ColumnType.OTHER, full, 0, 0).with(Special.NOTHING);
            case "JSON" -> new DataType(ColumnType.OTHER, full, 0, 0).with(Special.JSON);
            default -> new DataType(ColumnType.OTHER, full, 0, 0);
        };
    }

    /** Of arrays within arrays the innermost. */
    private DataType element(ResultSet array) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ELEMENTS)) {
            statement.setString(1, array.getString("OWNER_SCHEMA"));
            statement.setString(2, array.getString("OWNER"));
            statement.setString(3, array.getString("DTD_IDENTIFIER"));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                DataType element = of(row);
                return element.type() == ColumnType.ARRAY ? element.element() : element;
            }
        }
    }

    private static DataType infinite(DataType number) {
        return number.with(Special.NAN, Special.INFINITY, Special.MINUS_INFINITY);
    }
}
