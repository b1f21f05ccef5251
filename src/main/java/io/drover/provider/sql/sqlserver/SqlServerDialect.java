package io.drover.provider.sql.sqlserver;

import io.drover.provider.ColumnType;
import io.drover.provider.DataType;
import io.drover.provider.DataType.Special;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import io.drover.provider.sql.join.JoinDialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** SQL Server 2016 and later, with the driver's quoted identifiers on, as they are by default. */
public final class SqlServerDialect extends JoinDialect {
    private static final String COLUMNS =
            """
            SELECT c.name, type_name(CASE c.system_type_id WHEN 240 THEN c.user_type_id ELSE c.system_type_id END) AS type, c.max_length, c.precision, c.scale, c.is_nullable,
                   c.is_identity, c.is_computed, c.default_object_id, c.collation_name
            FROM sys.columns c JOIN sys.objects o ON o.object_id = c.object_id JOIN sys.schemas s ON s.schema_id = o.schema_id
            WHERE s.name = ? AND o.name = ? ORDER BY c.column_id""";

    private static final int PARAMETERS = 2_000;
    private static final int UNLIMITED = -1;

    public SqlServerDialect(Connection connection) {
        super(connection, new SqlServerSyntax(), PARAMETERS);
    }

    @Override
    public List<DestinationColumn> columns(String schema, String table) throws SQLException {
        return DatabaseCatalog.list(connection, COLUMNS, SqlServerDialect::column, schema, table);
    }

    private static DestinationColumn column(ResultSet row) throws SQLException {
        return column(
                row.getString("name"),
                row.getString("type").toLowerCase(Locale.ROOT),
                row.getInt("max_length"),
                row.getInt("precision"),
                row.getInt("scale"),
                row.getString("collation_name"),
                row.getBoolean("is_nullable"),
                row.getBoolean("is_identity") || row.getBoolean("is_computed"),
                row.getInt("default_object_id") != 0);
    }

    /**
     * A column as the database describes it.
     *
     * @param bytes the longest value, -1 for no limit
     */
    public static DestinationColumn column(
            String name,
            String type,
            int bytes,
            int precision,
            int scale,
            String collation,
            boolean nullable,
            boolean generated,
            boolean hasDefault) {
        ColumnType columnType = type(type);
        boolean wide = type.equals("nvarchar") || type.equals("nchar");
        int length = bytes == UNLIMITED ? 0 : wide ? bytes / 2 : bytes;
        String full =
                switch (type) {
                    case "nvarchar", "nchar", "varchar", "char", "varbinary", "binary" ->
                        type + "(" + (length == 0 ? "max" : length) + ")";
                    case "decimal", "numeric" -> type + "(" + precision + "," + scale + ")";
                    case "datetime2", "datetimeoffset", "time" -> type + "(" + scale + ")";
                    case "text", "ntext" -> "nvarchar(max)";
                    case "timestamp" -> "binary(8)"; // a row's version
                    default -> type;
                };
        DataType dataType = new DataType(
                columnType,
                collation == null ? full : full + " COLLATE " + collation,
                switch (columnType) {
                    case TEXT, BINARY -> type.endsWith("text") || type.equals("image") ? 0 : length;
                    case DECIMAL -> precision;
                    case DOUBLE -> type.equals("real") ? DataType.SINGLE_PRECISION : DataType.DOUBLE_PRECISION;
                    default -> 0;
                },
                columnType == ColumnType.DECIMAL || columnType.isTime() ? scale : 0);
        return new DestinationColumn(
                name,
                switch (type) {
                    case "xml" -> dataType.with(Special.EMPTY);
                    case "sql_variant", "hierarchyid", "geometry", "geography" -> dataType.with(Special.NOTHING);
                    default -> dataType;
                },
                nullable,
                generated || type.equals("timestamp"),
                hasDefault);
    }

    private static ColumnType type(String name) {
        return switch (name) {
            case "nvarchar", "nchar", "varchar", "char", "text", "ntext" -> ColumnType.TEXT;
            case "bit" -> ColumnType.BOOLEAN;
            case "tinyint", "smallint" -> ColumnType.SMALLINT;
            case "int" -> ColumnType.INTEGER;
            case "bigint" -> ColumnType.BIGINT;
            case "decimal", "numeric", "money", "smallmoney" -> ColumnType.DECIMAL;
            case "float", "real" -> ColumnType.DOUBLE;
            case "date" -> ColumnType.DATE;
            case "time" -> ColumnType.TIME;
            case "datetime", "datetime2", "smalldatetime" -> ColumnType.TIMESTAMP;
            case "datetimeoffset" -> ColumnType.TIMESTAMP_WITH_ZONE;
            case "uniqueidentifier" -> ColumnType.UUID;
            case "binary", "varbinary", "image", "timestamp" -> ColumnType.BINARY;
            default -> ColumnType.OTHER;
        };
    }

    @Override
    protected String temporaryName(DestinationTable beside, String name) {
        return "#" + name;
    }

    @Override
    protected String createTemporary(String name, String definition) {
        return "CREATE TABLE " + name + " " + definition;
    }

    @Override
    protected String dropTemporary(String name) {
        return "DROP TABLE IF EXISTS " + name;
    }

    @Override
    protected String createIndex(String name, List<DestinationColumn> keys) {
        return "CREATE INDEX keys ON " + name + " ("
                + IntStream.range(0, keys.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", ")) + ")";
    }

    /** Snapshots are to be allowed in each database, so none is relied on. */
    @Override
    public int snapshotIsolation() {
        return Connection.TRANSACTION_NONE;
    }

    @Override
    public String textType() {
        return "nvarchar(max)";
    }
}
