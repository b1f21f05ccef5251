package io.drover.provider.collection;

import io.drover.collection.IfExists;
import io.drover.collection.RecordCollection;
import io.drover.collection.RecordLoad;
import io.drover.provider.ColumnType;
import io.drover.provider.Destination;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.RowLookup;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import io.drover.store.ConnectionAborts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A destination: a collection, in one transaction on one connection, which it gives back when closed. */
public final class CollectionTransaction implements Destination {
    private final Connection connection;
    private final RecordCollection collection;
    private final CollectionDestination definition;
    private final RecordLoad load;
    private MissingRecords missing;
    private boolean pending;
    private boolean committed;

    private CollectionTransaction(
            Connection connection, RecordCollection collection, CollectionDestination definition) {
        this.connection = connection;
        this.collection = collection;
        this.definition = definition;
        this.load = collection.load(connection, definition.ifExists());
    }

    /**
     * Takes a connection and starts its transaction.
     *
     * @param own Drover's own database
     */
    @SuppressWarnings("MustBeClosedChecker")
    public static Destination open(DataSource own, RecordCollection collection, CollectionDestination definition)
            throws SQLException {
        Connection connection = own.getConnection();
        try {
            connection.setAutoCommit(false);
            return new CollectionTransaction(connection, collection, definition);
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    /** The collection, whatever a mapping that the job does not name calls it. */
    @Override
    public DestinationTable table(String name) {
        String identifier = collection.definition().identifier();
        return new DestinationTable(
                null,
                collection.definition().name(),
                List.of(DestinationColumn.ofFile(identifier, ColumnType.TEXT)),
                List.of(identifier),
                true,
                true);
    }

    @Override
    public TableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        if (!options.insertOnly().isEmpty() || !options.keptWhenNull().isEmpty()) {
            throw new DestinationException("columns of a collection are written by new and changed records alike, and"
                    + " null is null: remove the attribute of the <column> that says otherwise");
        }
        if (definition.replaces() && missing == null) {
            missing = new MissingRecords(load, table.name());
        }
        RowDocuments documents =
                new RowDocuments(collection.definition(), columns, definition.ifExists() == IfExists.MERGE);
        return new CollectionWriter(load, documents, missing, this::pending);
    }

    private void pending(boolean rows) {
        pending = rows;
    }

    @Override
    public RowLookup lookup(DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys)
            throws SQLException {
        return new RecordLookup(connection, collection, new RowDocuments(collection.definition(), columns, false));
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void commit() throws SQLException {
        if (pending) {
            throw new IllegalStateException("a writer still holds rows back: flush it before the commit");
        }
        connection.commit();
        committed = true;
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
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }
}
