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

/** The columns of a query's result. */
public record ResultColumns(List<String> names, List<ColumnType> types) {

    /** Asks the database, which parses the query but does not run it. */
    public static ResultColumns describe(Connection connection, SourceQuery query) throws SQLException {
        String sql = query.sql();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData metadata = statement.getMetaData();
            if (metadata == null) {
                throw new DestinationException(query.name() + " is no query: it gives no rows");
            }
            return of(metadata, query.name());
        }
    }

    /** @throws DestinationException when two columns have one name */
    static ResultColumns of(ResultSetMetaData metadata, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        List<ColumnType> types = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            String name = metadata.getColumnLabel(i);
            if (!seen.add(name)) {
                throw new DestinationException(
                        query + " has two columns " + name + ": give one of them another name with AS");
            }
            names.add(name);
            types.add(type(metadata.getColumnType(i), metadata.getColumnTypeName(i)));
        }
        return new ResultColumns(List.copyOf(names), List.copyOf(types));
    }

    private static ColumnType type(int jdbc, String name) {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        return switch (jdbc) {
            case Types.TINYINT, Types.SMALLINT -> ColumnType.SMALLINT;
            case Types.INTEGER -> ColumnType.INTEGER;
            case Types.BIGINT -> ColumnType.BIGINT;
            case Types.NUMERIC, Types.DECIMAL -> ColumnType.DECIMAL;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> lower.equals("money") ? ColumnType.TEXT : ColumnType.DOUBLE;
            // PostgreSQL's driver calls strings of bits so, too
            case Types.BIT, Types.BOOLEAN ->
                lower.startsWith("bool") || (lower.equals("bit") && name.equals("BIT")) || lower.startsWith("tinyint")
                        ? ColumnType.BOOLEAN
                        : ColumnType.TEXT;
            case Types.DATE -> ColumnType.DATE;
            case Types.TIME -> lower.equals("timetz") ? ColumnType.TEXT : ColumnType.TIME;
            case Types.TIMESTAMP -> lower.equals("timestamptz") ? ColumnType.TIMESTAMP_WITH_ZONE : ColumnType.TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE, MICROSOFT_OFFSET -> ColumnType.TIMESTAMP_WITH_ZONE;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                lower.equals("uuid") || lower.startsWith("uniqueidentifier") ? ColumnType.UUID : ColumnType.BINARY;
            default -> lower.equals("uuid") ? ColumnType.UUID : ColumnType.TEXT;
        };
    }

    /** The type of datetimeoffset in SQL Server's driver. */
    private static final int MICROSOFT_OFFSET = -155;
}
