package io.drover.provider.sql;

import io.drover.provider.Destination;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.RowLookup;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A destination: one transaction on one connection, which it gives back when closed. */
final class SqlTransaction implements Destination {
    private final Connection connection;
    private final Dialect dialect;
    private final Catalog catalog;
    private final List<SqlTableWriter> writers = new ArrayList<>();

    SqlTransaction(Connection connection, Dialect dialect, Catalog catalog) {
        this.connection = connection;
        this.dialect = dialect;
        this.catalog = catalog;
    }

    @Override
    public DestinationTable table(String name) throws SQLException {
        return catalog.table(name, dialect);
    }

    @Override
    public TableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        boolean removeMissing = options.table().removeMissing();
        if (columns.isEmpty() || !columns.containsAll(keys)) {
            throw new IllegalArgumentException("keys " + keys + " must be among the columns " + columns);
        }
        if (removeMissing && keys.isEmpty()) {
            throw new DestinationException("removeMissing needs key columns to tell which rows of " + table.name()
                    + " are missing: map its primary key or give <key> columns");
        }
        SqlTableWriter writer = dialect.writer(table, columns, keys, removeMissing);
        writers.add(writer);
        return writer;
    }

    @Override
    public RowLookup lookup(DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys)
            throws SQLException {
        return new SqlRowLookup(connection, table, columns, keys);
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
        connection.commit();
    }

    @Override
    public void cancel() {
        dialect.cancel();
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
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
