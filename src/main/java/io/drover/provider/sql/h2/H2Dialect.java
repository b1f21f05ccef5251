package io.drover.provider.sql.h2;

import io.drover.provider.DataType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import io.drover.provider.TableOptions.Mode;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.dialect.FirstRows;
import io.drover.provider.sql.dialect.Relation;
import io.drover.provider.sql.dialect.Removal;
import io.drover.provider.sql.dialect.ResultCursor;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.SqlTableWriter;
import io.drover.provider.sql.dialect.Syntax;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** H2 2.x. */
public final class H2Dialect implements Dialect {
    private static final Logger LOG = LoggerFactory.getLogger(H2Dialect.class);

    /** A view takes rows by a trigger in Java only, and a linked table those of a transaction of its own. */
    private static final String RELATIONS =
            """
            SELECT TABLE_NAME, CASE WHEN TABLE_TYPE = 'VIEW' THEN 'READ_ONLY_VIEW'
                WHEN STORAGE_TYPE = 'TABLE LINK' THEN 'FOREIGN_TABLE' ELSE 'TABLE' END, NULL
            FROM INFORMATION_SCHEMA.TABLES
            WHERE TABLE_SCHEMA = ? AND TABLE_TYPE IN ('BASE TABLE', 'VIEW') ORDER BY TABLE_NAME""";

    private final Connection connection;
    private final Map<String, H2SeenRows> seen = new HashMap<>();

    public H2Dialect(Connection connection) {
        this.connection = connection;
    }

    @Override
    public String relationQuery() {
        return RELATIONS;
    }

    @Override
    public List<Relation> relations(DatabaseMetaData metadata, String catalog, String schema) throws SQLException {
        return H2Answers.of(
                connection,
                List.of("relations", schema),
                () -> List.copyOf(Dialect.super.relations(metadata, catalog, schema)));
    }

    @Override
    public List<Reference> references(DatabaseMetaData metadata, String catalog, DestinationTable table)
            throws SQLException {
        return H2Answers.of(
                connection,
                List.of("references", table.schema(), table.name()),
                () -> Dialect.super.references(metadata, catalog, table));
    }

    @Override
    public List<DestinationColumn> columns(String schema, String table) throws SQLException {
        H2Types types = new H2Types(connection);
        return H2Answers.of(
                connection,
                List.of("columns", schema, table, H2Answers.columns(connection, schema, table)),
                () -> DatabaseCatalog.list(
                        connection, H2Types.COLUMNS, row -> column(row, types.of(row)), schema, table));
    }

    private static DestinationColumn column(ResultSet row, DataType type) throws SQLException {
        return new DestinationColumn(
                row.getString("COLUMN_NAME"),
                type,
                "YES".equals(row.getString("IS_NULLABLE")),
                "YES".equals(row.getString("IS_IDENTITY")) || "ALWAYS".equals(row.getString("IS_GENERATED")),
                row.getString("COLUMN_DEFAULT") != null);
    }

    @Override
    public ResultCursor.Values values() {
        return new H2Values();
    }

    @Override
    public void cancel() {
        try {
            if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
                session.cancel();
            }
        } catch (SQLException e) {
            LOG.warn("a statement could not be cancelled: {}", e.getMessage());
        }
    }

    @Override
    public SqlTableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        if (!keys.isEmpty() && !indexed(table, keys)) {
            LOG.warn(
                    "{} has no index on its key columns: H2 reads the whole table for each record. Create one with"
                            + " CREATE UNIQUE INDEX ON {} ({})",
                    table.name(),
                    Sql.quote(table),
                    Sql.names(keys));
        }
        H2Statements statements = new H2Statements(table, columns, keys, options);
        H2SeenRows seen = Removal.isWanted(options.table()) ? seen(table, statements, options) : null;
        boolean deletes = options.table().deleteIncoming();
        return deletes || options.table().mode() == Mode.UPDATE
                ? new H2ExistingWriter(connection, statements, columns, keys, deletes, seen)
                : new H2Writer(connection, statements, columns, keys, seen);
    }

    private H2SeenRows seen(DestinationTable table, H2Statements statements, WriteOptions options) throws SQLException {
        H2SeenRows known = seen.get(table.name());
        if (known == null) {
            Removal removal = new Removal(connection, table, syntax(), options.table());
            known = new H2SeenRows(connection, removal, statements);
            seen.put(table.name(), known);
        }
        Sql.requireSameKeys(table, known.columns(), statements.keys());
        return known;
    }

    @Override
    public FirstRows firstRows(DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys)
            throws SQLException {
        return new H2FirstRows(connection, new H2Statements(table, columns, keys, WriteOptions.UPSERT), columns, keys);
    }

    @Override
    public Syntax syntax() {
        return Syntax.STANDARD;
    }

    @Override
    public String textType() {
        return "varchar";
    }

    /** H2's REPEATABLE READ fixes each table when it is first read. */
    @Override
    public int snapshotIsolation() {
        return Connection.TRANSACTION_SERIALIZABLE;
    }

    /** Else H2 gathers the whole result before its first row. */
    @Override
    public void beginReading() throws SQLException {
        setLazy(1);
    }

    @Override
    public void endReading() throws SQLException {
        setLazy(0);
    }

    private void setLazy(int lazy) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION " + lazy);
        }
    }

    @Override
    public boolean alterationsCommit() {
        return true;
    }

    private boolean indexed(DestinationTable table, List<DestinationColumn> keys) throws SQLException {
        List<String> first = H2Answers.of(
                connection, List.of("indexes", table.schema(), table.name()), () -> firstColumnsOfIndexes(table));
        return keys.stream().map(DestinationColumn::name).anyMatch(first::contains);
    }

    private List<String> firstColumnsOfIndexes(DestinationTable table) throws SQLException {
        List<String> first = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getIndexInfo(null, table.schema(), table.name(), false, true)) {
            while (rows.next()) {
                if (rows.getInt("ORDINAL_POSITION") == 1) {
                    first.add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        return first;
    }
}
