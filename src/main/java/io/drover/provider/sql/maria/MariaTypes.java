package io.drover.provider.sql.maria;

import io.drover.provider.ColumnType;
import io.drover.provider.DataType;
import io.drover.provider.DataType.Special;
import java.sql.ResultSet;
import java.sql.SQLException;

/** MariaDB's types as columns have them. */
final class MariaTypes {
    /** Of an unsigned 64-bit number. */
    private static final int MOST_DIGITS = 20;

    private MariaTypes() {}

    /** The type that a row of {@code information_schema.COLUMNS} describes. */
    static DataType of(ResultSet row) throws SQLException {
        String full = row.getString("COLUMN_TYPE");
        boolean unsigned = full.contains("unsigned");
        int seconds = row.getInt("DATETIME_PRECISION");
        return switch (row.getString("DATA_TYPE")) {
            case "char", "varchar" ->
                new DataType(ColumnType.TEXT, collated(row), row.getInt("CHARACTER_MAXIMUM_LENGTH"), 0);
            case "tinytext", "text", "mediumtext", "longtext" ->
                row.getBoolean("is_json")
                        ? new DataType(ColumnType.OTHER, collated(row), 0, 0).with(Special.JSON)
                        : new DataType(ColumnType.TEXT, collated(row), 0, 0);
            case "tinyint" ->
                new DataType(full.startsWith("tinyint(1)") ? ColumnType.BOOLEAN : ColumnType.SMALLINT, full, 0, 0);
            case "bit" ->
                full.equals("bit(1)")
                        ? new DataType(ColumnType.BOOLEAN, full, 0, 0)
                        : new DataType(ColumnType.DECIMAL, full, MOST_DIGITS, 0);
            case "smallint" -> new DataType(unsigned ? ColumnType.INTEGER : ColumnType.SMALLINT, full, 0, 0);
            case "year" -> new DataType(ColumnType.SMALLINT, full, 0, 0).with(Special.YEAR);
            case "mediumint" -> new DataType(ColumnType.INTEGER, full, 0, 0);
            case "int" -> new DataType(unsigned ? ColumnType.BIGINT : ColumnType.INTEGER, full, 0, 0);
            case "bigint" ->
                unsigned
                        ? new DataType(ColumnType.DECIMAL, full, MOST_DIGITS, 0)
                        : new DataType(ColumnType.BIGINT, full, 0, 0);
            case "decimal" ->
                new DataType(ColumnType.DECIMAL, full, row.getInt("NUMERIC_PRECISION"), row.getInt("NUMERIC_SCALE"));
            case "float" -> new DataType(ColumnType.DOUBLE, full, DataType.SINGLE_PRECISION, 0);
            case "double" -> new DataType(ColumnType.DOUBLE, full, DataType.DOUBLE_PRECISION, 0);
            case "date" -> new DataType(ColumnType.DATE, full, 0, 0);
            case "time" -> new DataType(ColumnType.TIME, full, 0, seconds).with(Special.DURATION);
            case "datetime", "timestamp" -> new DataType(ColumnType.TIMESTAMP, full, 0, seconds);
            case "uuid" -> new DataType(ColumnType.UUID, full, 0, 0);
            case "binary", "varbinary" ->
                new DataType(ColumnType.BINARY, full, row.getInt("CHARACTER_MAXIMUM_LENGTH"), 0);
            case "tinyblob", "blob", "mediumblob", "longblob" -> new DataType(ColumnType.BINARY, full, 0, 0);
            // As the server itself keeps and takes them
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometrycollection" -> new DataType(ColumnType.BINARY, full, 0, 0);
            case "set" -> new DataType(ColumnType.OTHER, collated(row), 0, 0).with(Special.EMPTY);
            default -> {
                DataType other = new DataType(ColumnType.OTHER, collated(row), 0, 0);
                yield full.matches("enum\\((.*,)?''[,)].*") ? other.with(Special.EMPTY) : other;
            }
        };
    }

    private static String collated(ResultSet row) throws SQLException {
        String collation = row.getString("COLLATION_NAME");
        return row.getString("COLUMN_TYPE") + (collation == null ? "" : " COLLATE " + collation);
    }
}
