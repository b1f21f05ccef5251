package io.drover.provider.sql.postgres;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.dialect.Cursor;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.dialect.FirstRows;
import io.drover.provider.sql.dialect.Relation;
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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL 12 and later. */
public final class PostgresDialect implements Dialect {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDialect.class);

    private final Connection connection;
    private final PostgresCatalog catalog;
    private final Map<String, StagedKeys> seen = new HashMap<>();
    private int writers;

    public PostgresDialect(Connection connection) {
        this.connection = connection;
        this.catalog = new PostgresCatalog(connection);
    }

    @Override
    public List<Relation> relations(DatabaseMetaData metadata, String database, String schema) throws SQLException {
        return catalog.relations(schema);
    }

    @Override
    public List<Reference> references(DatabaseMetaData metadata, String database, DestinationTable table)
            throws SQLException {
        return catalog.references(table);
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
        return catalog.columns(schema, table);
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
                && catalog.isUnique(table, keys);
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
}
