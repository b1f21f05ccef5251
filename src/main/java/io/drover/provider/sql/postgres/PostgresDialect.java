package io.drover.provider.sql.postgres;

import io.drover.provider.DataType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.dialect.Cursor;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.dialect.FirstRows;
import io.drover.provider.sql.dialect.Removal;
import io.drover.provider.sql.dialect.ResultColumns;
import io.drover.provider.sql.dialect.ResultCursor;
import io.drover.provider.sql.dialect.SourceQuery;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.SqlTableWriter;
import io.drover.provider.sql.dialect.Syntax;
import io.drover.provider.sql.staged.OrphanRows;
import io.drover.provider.sql.staged.RowByRow;
import io.drover.provider.sql.staged.StagedKeys;
import io.drover.provider.sql.staged.StagedLoad;
import io.drover.provider.sql.staged.StagedStore;
import io.drover.provider.sql.staged.StagedWriter;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL 12 and later. */
public final class PostgresDialect implements Dialect {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDialect.class);

    /** JDBC's driver has no name for some kinds, and does not know which views can be updated: by INSERT (8) and UPDATE (4). */
    private static final String RELATIONS =
            """
            SELECT c.relname, CASE
                WHEN c.relkind = 'm' THEN 'MATERIALIZED_VIEW'
                WHEN c.relkind = 'f' THEN 'FOREIGN_TABLE'
                WHEN c.relkind = 'v' AND pg_relation_is_updatable(c.oid, true) & 12 = 12 THEN 'VIEW'
                WHEN c.relkind = 'v' THEN 'READ_ONLY_VIEW'
                WHEN c.relispartition THEN 'PARTITION'
                ELSE 'TABLE' END AS kind,
              (SELECT p.relname FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
               WHERE i.inhrelid = c.oid AND p.relnamespace = c.relnamespace AND NOT c.relispartition LIMIT 1) AS parent
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            ORDER BY c.relname""";

    private static final String COLUMNS =
            """
            SELECT a.attnum, a.attname, a.attnotnull OR t.typnotnull AS required,
                   a.attidentity <> '' OR a.attgenerated <> ''
                     OR (c.relkind = 'v' AND NOT pg_column_is_updatable(c.oid, a.attnum, true)) AS generated,
                   coalesce(pg_get_expr(d.adbin, d.adrelid), t.typdefault) AS default_value
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    /**
     * One row for each index that ON CONFLICT can use: whole, of plain columns, checked at once, and of a table whose rows are all
     * its own, for those of tables that inherit from it are not in its indexes.
     */
    private static final String UNIQUE_INDEXES =
            """
            SELECT array(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY k (number, position)
                         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
                         WHERE k.position <= i.indnkeyatts)
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'r' AND NOT c.relhassubclass
              AND i.indisunique AND i.indimmediate AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL""";

    /** Without those that PostgreSQL adds for the partitions of a table that a key refers to. */
    private static final String REFERENCES =
            """
            SELECT k.conname, pn.nspname, p.relname, k.condeferrable,
              array(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (number, position)
                    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.position) AS columns,
              array(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u (number, position)
                    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number ORDER BY u.position) AS referenced
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class p ON p.oid = k.confrelid
            JOIN pg_namespace pn ON pn.oid = p.relnamespace
            WHERE k.contype = 'f' AND n.nspname = ? AND c.relname = ?
              AND NOT EXISTS (SELECT FROM pg_constraint u WHERE u.oid = k.conparentid AND u.conrelid = k.conrelid)
            ORDER BY k.conname""";

    private final Connection connection;
    private final Map<String, StagedKeys> seen = new HashMap<>();
    private int writers;

    public PostgresDialect(Connection connection) {
        this.connection = connection;
    }

    @Override
    public String relationQuery() {
        return RELATIONS;
    }

    @Override
    public List<Reference> references(DatabaseMetaData metadata, String catalog, DestinationTable table)
            throws SQLException {
        List<Reference> references = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(REFERENCES)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    references.add(new Reference(
                            row.getString("conname"),
                            row.getString("nspname"),
                            row.getString("relname"),
                            List.of((String[]) row.getArray("columns").getArray()),
                            List.of((String[]) row.getArray("referenced").getArray()),
                            row.getBoolean("condeferrable")));
                }
            }
        }
        return references;
    }

    @Override
    public void defer(DestinationTable table, List<Reference> deferrable, boolean deferred) throws SQLException {
        String names = deferrable.stream()
                .map(key -> Sql.quote(table.schema()) + "." + Sql.quote(key.name()))
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS " + names + (deferred ? " DEFERRED" : " IMMEDIATE"));
        }
    }

    @Override
    public List<DestinationColumn> columns(String schema, String table) throws SQLException {
        PostgresTypes types = new PostgresTypes(connection);
        Map<Integer, DataType> byNumber = new HashMap<>();
        DatabaseCatalog.list(
                connection,
                PostgresTypes.OF_COLUMNS,
                schema,
                table,
                row -> byNumber.put(row.getInt("number"), types.of(row)));
        return DatabaseCatalog.list(
                connection, COLUMNS, schema, table, row -> column(row, byNumber.get(row.getInt("attnum"))));
    }

    private static DestinationColumn column(ResultSet row, DataType type) throws SQLException {
        String defaultValue = row.getString("default_value");
        boolean serial = defaultValue != null && defaultValue.startsWith("nextval(");
        return new DestinationColumn(
                row.getString("attname"),
                type,
                !row.getBoolean("required"),
                row.getBoolean("generated") || serial,
                defaultValue != null);
    }

    @Override
    public void cancel() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            LOG.warn("a statement could not be cancelled: {}", e.getMessage());
        }
    }

    @Override
    public SqlTableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        int number = ++writers;
        Staging staging = Staging.create(connection, "drover_rows_" + number, table, columns);
        StagedKeys seen = Removal.isWanted(options.table()) ? seen(table, keys, options) : null;
        PostgresMerge merge = new PostgresMerge(table, columns, keys, options, staging.name());
        // Before ON CONFLICT sees the row that is there, NOT NULL refuses the one that would leave it its value
        boolean unique = !keys.isEmpty()
                && options.keptWhenNull().stream().allMatch(DestinationColumn::nullable)
                && isUnique(table, keys);
        StagedLoad load = PostgresLoads.choose(connection, staging, merge, unique);
        RowByRow rowByRow = new PostgresRowByRow(connection, staging, merge, unique);
        StagedStore store = new StagedStore(connection, staging, merge, seen, load, rowByRow);
        return new StagedWriter(
                store,
                references -> new OrphanRows(connection, staging, table, columns, references, true),
                columns,
                keys,
                seen);
    }

    /**
     * Texts of the server's that depend on its settings are read and written in one form. A transaction may be idle for as long as
     * the server lets anybody's be: the store limits its own ones, on the same connections.
     */
    @Override
    public void beginTransaction(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres';"
                    + " SET LOCAL bytea_output = 'hex'; SET LOCAL idle_in_transaction_session_timeout TO DEFAULT");
        }
    }

    @Override
    public void limitLockWaits(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '10s'");
        }
    }

    private StagedKeys seen(DestinationTable table, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        StagedKeys known = seen.get(table.name());
        if (known == null) {
            Removal removal = new Removal(connection, table, Syntax.STANDARD, options.table());
            known = new StagedKeys(
                    connection, removal, Staging.create(connection, "drover_seen_" + writers, table, keys), keys);
            seen.put(table.name(), known);
        }
        Sql.requireSameKeys(table, known.columns(), keys);
        return known;
    }

    @Override
    public FirstRows firstRows(DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys)
            throws SQLException {
        return PostgresFirstRows.create(connection, "drover_first_" + ++writers, table, columns, keys);
    }

    @Override
    public Syntax syntax() {
        return PostgresSource.SYNTAX;
    }

    @Override
    public ResultCursor.Values values() {
        return new PostgresSource();
    }

    /** COPY has no parameters, and no competitor where none is needed. */
    @Override
    public Cursor open(Connection session, SourceQuery query, int fetch) throws SQLException {
        ResultCursor.Values values = values();
        // Not the very statement that will run: what the driver has described it fetches in another form
        ResultColumns columns = ResultColumns.describe(session, query.within(sql -> sql + "\n"), values);
        SourceQuery readable = PostgresSource.readable(query, columns);
        return query.parameters().isEmpty()
                ? CopyCursor.open(session, readable, columns)
                : ResultCursor.open(session, readable, fetch, syntax(), values);
    }

    @Override
    public String textType() {
        return "text";
    }

    private boolean isUnique(DestinationTable table, List<DestinationColumn> keys) throws SQLException {
        Set<String> names = keys.stream().map(DestinationColumn::name).collect(Collectors.toSet());
        try (PreparedStatement statement = connection.prepareStatement(UNIQUE_INDEXES)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (Set.copyOf(List.of((Object[]) rows.getArray(1).getArray()))
                            .equals(names)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
