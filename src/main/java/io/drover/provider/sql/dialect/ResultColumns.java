package io.drover.provider.sql.dialect;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The columns of a query's result.
 *
 * @param databaseTypes the database's own names of the types
 */
public record ResultColumns(List<String> names, List<ColumnType> types, List<String> databaseTypes) {

    /** Asks the database, which parses the query but does not run it. */
    public static ResultColumns describe(Connection connection, SourceQuery query, ResultCursor.Values values)
            throws SQLException {
        String sql = query.sql();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData metadata = statement.getMetaData();
            if (metadata == null) {
                throw new DestinationException(query.name() + " is no query: it gives no rows");
            }
            return of(metadata, query.name(), values);
        }
    }

    /** @throws DestinationException when two columns have one name */
    static ResultColumns of(ResultSetMetaData metadata, String query, ResultCursor.Values values) throws SQLException {
        List<String> names = new ArrayList<>();
        List<ColumnType> types = new ArrayList<>();
        List<String> databaseTypes = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            String name = metadata.getColumnLabel(i);
            if (!seen.add(name)) {
                throw new DestinationException(
                        query + " has two columns " + name + ": give one of them another name with AS");
            }
            names.add(name);
            String databaseType = String.valueOf(metadata.getColumnTypeName(i));
            types.add(values.type(metadata.getColumnType(i), databaseType, metadata.getPrecision(i)));
            databaseTypes.add(databaseType);
        }
        return new ResultColumns(List.copyOf(names), List.copyOf(types), List.copyOf(databaseTypes));
    }

    /** What JDBC's types are, and the names that drivers have for some of them. */
    static ColumnType type(int jdbc, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (jdbc) {
            case Types.TINYINT, Types.SMALLINT -> ColumnType.SMALLINT;
            case Types.INTEGER -> ColumnType.INTEGER;
            case Types.BIGINT -> ColumnType.BIGINT;
            case Types.NUMERIC, Types.DECIMAL -> ColumnType.DECIMAL;
            case Types.REAL, Types.FLOAT, Types.DOUBLE ->
                lower.equals("money") ? ColumnType.DECIMAL : ColumnType.DOUBLE;
            case Types.BIT, Types.BOOLEAN -> ColumnType.BOOLEAN;
            case Types.DATE -> ColumnType.DATE;
            case Types.TIME -> lower.equals("timetz") ? ColumnType.TIME_WITH_ZONE : ColumnType.TIME;
            case Types.TIME_WITH_TIMEZONE -> ColumnType.TIME_WITH_ZONE;
            case Types.ARRAY -> ColumnType.ARRAY;
            case Types.TIMESTAMP -> lower.equals("timestamptz") ? ColumnType.TIMESTAMP_WITH_ZONE : ColumnType.TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE, MICROSOFT_OFFSET -> ColumnType.TIMESTAMP_WITH_ZONE;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                lower.equals("uuid") || lower.startsWith("uniqueidentifier") ? ColumnType.UUID : ColumnType.BINARY;
            default -> lower.equals("uuid") || lower.equals("uniqueidentifier") ? ColumnType.UUID : ColumnType.TEXT;
        };
    }

    /** The type of datetimeoffset in SQL Server's driver. */
    private static final int MICROSOFT_OFFSET = -155;
}
