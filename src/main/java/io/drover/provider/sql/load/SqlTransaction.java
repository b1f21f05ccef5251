package io.drover.provider.sql.load;

import io.drover.provider.Destination;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import io.drover.provider.RowLookup;
import io.drover.provider.TableOptions;
import io.drover.provider.TableOptions.Mode;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.Dialects;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.SqlTableWriter;
import io.drover.store.ConnectionAborts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** A destination: one transaction on one connection, which it gives back when closed. */
final class SqlTransaction implements Destination {
    private final DataSource dataSource;
    private final Connection connection;
    private final Dialect dialect;
    private final DatabaseCatalog catalog;
    private final List<SqlTableWriter> writers = new ArrayList<>();
    private final Emptyings emptyings = new Emptyings();
    private final Map<String, List<Reference>> references = new HashMap<>();
    private final DeferredKeys deferred;
    private boolean committed;

    SqlTransaction(DataSource dataSource, Connection connection, Dialect dialect, DatabaseCatalog catalog) {
        this.dataSource = dataSource;
        this.connection = connection;
        this.dialect = dialect;
        this.catalog = catalog;
        this.deferred = new DeferredKeys(connection, dialect);
    }

    @Override
    public DestinationTable table(String name) throws SQLException {
        return catalog.table(name);
    }

    @Override
    public List<Reference> references(DestinationTable table) throws SQLException {
        List<Reference> known = references.get(table.name());
        if (known == null) {
            known = catalog.references(table);
            references.put(table.name(), known);
            deferred.add(table, known);
        }
        return known;
    }

    @Override
    public boolean deferReferences() throws SQLException {
        return deferred.begin();
    }

    @Override
    public boolean checkReferences(boolean keep) throws SQLException {
        return deferred.end(keep);
    }

    @Override
    public TableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        if (columns.isEmpty() || !columns.containsAll(keys)) {
            throw new IllegalArgumentException("keys " + keys + " must be among the columns " + columns);
        }
        if (keys.isEmpty()) {
            requireNoKeys(table, options.table());
        }
        references(table);
        SqlTableWriter writer = dialect.writer(table, columns, keys, options);
        if (options.table().truncateFirst()) {
            truncate(table);
            writer = new EmptyingWriter(writer, emptyings, emptyings.of(table));
        }
        if (options.table().discardDuplicates()) {
            writer = new DistinctWriter(writer, dialect.firstRows(table, columns, keys));
        }
        writers.add(writer);
        return writer;
    }

    @Override
    public void truncate(DestinationTable table) throws SQLException {
        if (!emptyings.has(table)) {
            emptyings.add(new Emptying(connection, table, dialect.syntax(), references(table)));
        }
    }

    private static void requireNoKeys(DestinationTable table, TableOptions options) throws DestinationException {
        String mode = "mode=\"" + options.mode().name().toLowerCase(Locale.ROOT) + "\"";
        refuse(options.missing().delete(), "removeMissing", table, "are missing");
        refuse(options.missing().deactivation() != null, "<deactivate>", table, "are missing");
        refuse(options.deleteIncoming(), "deleteIncoming", table, "to delete");
        refuse(options.mode() != Mode.UPSERT, mode, table, "exist");
        refuse(options.discardDuplicates(), "discardDuplicates", table, "are the same");
    }

    private static void refuse(boolean wanted, String option, DestinationTable table, String what)
            throws DestinationException {
        if (wanted) {
            throw new DestinationException(option + " needs key columns to tell which rows of " + table.name() + " "
                    + what + ": map its primary key or give <key> columns");
        }
    }

    @Override
    public void addColumn(DestinationTable table, String name) throws SQLException {
        String sql = "ALTER TABLE " + Sql.quote(table) + " ADD " + Sql.quote(name) + " " + dialect.textType();
        if (dialect.alterationsCommit()) {
            try (Connection own = dataSource.getConnection()) {
                Dialect ready = Dialects.of(own);
                try {
                    execute(own, sql);
                } finally {
                    ready.end(own);
                }
            }
        } else {
            dialect.limitLockWaits(connection); // a table that the job itself reads stays locked until the job ends
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public RowLookup lookup(DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys)
            throws SQLException {
        return new SqlRowLookup(connection, dialect, table, columns, keys);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void commit() throws SQLException {
        if (writers.stream().anyMatch(SqlTableWriter::pending)) {
            throw new IllegalStateException("a writer still holds rows back: flush it before the commit");
        }
        emptyings.requireRows();
        connection.commit();
        committed = true;
    }

    @Override
    public void cancel() {
        dialect.cancel();
    }

    @Override
    public void abort() {
        ConnectionAborts.abort(connection);
    }

    @Override
    public void close() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try (connection) {
            for (SqlTableWriter writer : writers) {
                writer.close();
            }
            if (!committed) { // else nothing is left to undo, and H2 would forget its parsed statements
                connection.rollback();
            }
            dialect.end(connection);
            connection.setAutoCommit(true);
        }
    }
}
