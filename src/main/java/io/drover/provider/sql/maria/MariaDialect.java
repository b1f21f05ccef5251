package io.drover.provider.sql.maria;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.sql.dialect.Cursor;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import io.drover.provider.sql.dialect.ResultColumns;
import io.drover.provider.sql.dialect.ResultCursor;
import io.drover.provider.sql.dialect.SourceQuery;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.Syntax;
import io.drover.provider.sql.join.JoinDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** MariaDB 10.5 and later. Its databases are what others call schemas. */
public final class MariaDialect extends JoinDialect {
    private static final String COLUMNS =
            """
            SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE,
                   DATETIME_PRECISION, EXISTS (
                       SELECT 1 FROM information_schema.CHECK_CONSTRAINTS k
                       WHERE k.CONSTRAINT_SCHEMA = c.TABLE_SCHEMA AND k.TABLE_NAME = c.TABLE_NAME
                         AND k.CONSTRAINT_NAME = c.COLUMN_NAME AND k.CHECK_CLAUSE LIKE 'json_valid(%') AS is_json,
                   IS_NULLABLE = 'YES' AS nullable, COLUMN_DEFAULT, EXTRA, COLLATION_NAME
            FROM information_schema.COLUMNS c WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION""";

    private static final String NOT_TRANSACTIONAL =
            """
            SELECT t.TABLE_NAME, t.ENGINE FROM information_schema.TABLES t
            LEFT JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE
            WHERE t.TABLE_SCHEMA = ? AND t.TABLE_NAME = ? AND t.TABLE_TYPE <> 'VIEW'
              AND (e.TRANSACTIONS IS NULL OR e.TRANSACTIONS <> 'YES')""";

    private static final String RELATIONS =
            """
            SELECT t.TABLE_NAME, CASE WHEN t.TABLE_TYPE <> 'VIEW' THEN 'TABLE'
                WHEN v.IS_UPDATABLE = 'YES' THEN 'VIEW' ELSE 'READ_ONLY_VIEW' END, NULL
            FROM information_schema.TABLES t
            LEFT JOIN information_schema.VIEWS v ON v.TABLE_SCHEMA = t.TABLE_SCHEMA AND v.TABLE_NAME = t.TABLE_NAME
            WHERE t.TABLE_SCHEMA = ? AND t.TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW') ORDER BY t.TABLE_NAME""";

    /** The tables that a view is of stand in its definition with their databases. */
    private static final String TABLES_OF_VIEW =
            """
            SELECT t.TABLE_NAME, t.ENGINE FROM information_schema.VIEWS v
            JOIN information_schema.TABLES t
              ON instr(v.VIEW_DEFINITION, concat('`', t.TABLE_SCHEMA, '`.`', t.TABLE_NAME, '`')) > 0
            JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE AND e.TRANSACTIONS <> 'YES'
            WHERE v.TABLE_SCHEMA = ? AND v.TABLE_NAME = ?""";

    private static final int PARAMETERS = 60_000;
    /** An index takes so many characters of a text without a limit. */
    private static final int INDEXED_CHARACTERS = 191;

    public MariaDialect(Connection connection) {
        super(connection, new MariaSyntax(), PARAMETERS);
    }

    /**
     * Quotes around names as everywhere else, errors where the server would else store something similar, and instants in UTC: in
     * the server's own zone an hour of each autumn means two.
     */
    @Override
    public void begin(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("SET @drover_sql_mode = @@SESSION.sql_mode, @drover_time_zone = @@SESSION.time_zone");
            statement.execute("SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',ANSI_QUOTES,STRICT_ALL_TABLES'),"
                    + " SESSION time_zone = '+00:00'");
        }
    }

    @Override
    public void end(Connection session) throws SQLException {
        super.end(session);
        try (Statement statement = session.createStatement()) {
            statement.execute("SET SESSION sql_mode = @drover_sql_mode, SESSION time_zone = @drover_time_zone");
        }
    }

    @Override
    public String relationQuery() {
        return RELATIONS;
    }

    @Override
    public List<DestinationColumn> columns(String schema, String table) throws SQLException {
        return DatabaseCatalog.list(connection, COLUMNS, MariaDialect::column, schema, table);
    }

    private static DestinationColumn column(ResultSet row) throws SQLException {
        String extra = row.getString("EXTRA");
        String defaultValue = row.getString("COLUMN_DEFAULT");
        return new DestinationColumn(
                row.getString("COLUMN_NAME"),
                MariaTypes.of(row),
                row.getBoolean("nullable"),
                extra.contains("auto_increment") || extra.contains("GENERATED"),
                defaultValue != null && !defaultValue.equals("NULL"));
    }

    @Override
    public ResultCursor.Values values() {
        return new MariaValues();
    }

    /** Numbers of single precision have six digits in the server's texts: they are fetched as they are. */
    @Override
    public Cursor open(Connection session, SourceQuery query, int fetch) throws SQLException {
        boolean exact = ResultColumns.describe(session, query, values()).databaseTypes().stream()
                .anyMatch(type -> type.startsWith("FLOAT"));
        if (!exact) {
            return super.open(session, query, fetch);
        }
        PreparedStatement statement = session.unwrap(org.mariadb.jdbc.Connection.class)
                .prepareInternal(
                        query.sql(),
                        ResultSet.TYPE_FORWARD_ONLY,
                        ResultSet.CONCUR_READ_ONLY,
                        Statement.NO_GENERATED_KEYS,
                        true);
        return ResultCursor.open(statement, query, fetch, Syntax.STANDARD, values());
    }

    @Override
    protected void requireTransactional(DestinationTable table) throws SQLException {
        requireTransactional(table, NOT_TRANSACTIONAL);
        requireTransactional(table, TABLES_OF_VIEW);
    }

    /** @param query for tables behind this one that know no transactions */
    private void requireTransactional(DestinationTable table, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    DestinationTable behind =
                            new DestinationTable(table.schema(), row.getString("TABLE_NAME"), List.of(), List.of());
                    throw new DestinationException(
                            "table " + behind.name() + " is of the engine " + row.getString("ENGINE")
                                    + ", which knows no transactions: a load that fails would leave half of its rows. Change it"
                                    + " with ALTER TABLE " + Sql.quote(behind).replace('"', '`') + " ENGINE = InnoDB");
                }
            }
        }
    }

    @Override
    protected boolean checksWholeStatements() {
        return false;
    }

    @Override
    protected String temporaryName(DestinationTable beside, String name) {
        return Sql.quote(beside.schema()) + "." + name;
    }

    @Override
    protected String createTemporary(String name, String definition) {
        return "CREATE TEMPORARY TABLE " + name + " " + definition + " ENGINE = InnoDB";
    }

    @Override
    protected String dropTemporary(String name) {
        return "DROP TEMPORARY TABLE IF EXISTS " + name;
    }

    @Override
    protected String createIndex(String name, List<DestinationColumn> keys) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            DestinationColumn key = keys.get(i);
            boolean prefix = (key.type() == ColumnType.TEXT || key.type() == ColumnType.BINARY)
                    && (key.size() == 0 || key.size() > INDEXED_CHARACTERS);
            columns.add("c" + i + (prefix ? "(" + INDEXED_CHARACTERS + ")" : ""));
        }
        return "ALTER TABLE " + name + " ADD INDEX (" + String.join(", ", columns) + ")";
    }

    /** The driver only notes that it is to read. */
    @Override
    public void beginReading() throws SQLException {
        execute("SET SESSION TRANSACTION READ ONLY");
    }

    @Override
    public void endReading() throws SQLException {
        execute("SET SESSION TRANSACTION READ WRITE");
    }

    @Override
    public boolean alterationsCommit() {
        return true;
    }

    @Override
    public String textType() {
        return "longtext";
    }
}
