package io.drover.provider.forward;

import io.drover.provider.Destination;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import io.drover.provider.RowLookup;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A destination that leaves all to another one, but for what its subclass does in another way. */
public abstract class ForwardingDestination implements Destination {
    protected final Destination destination;

    protected ForwardingDestination(Destination destination) {
        this.destination = destination;
    }

    @Override
    public DestinationTable table(String name) throws SQLException {
        return destination.table(name);
    }

    @Override
    public TableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException {
        return destination.writer(table, columns, keys, options);
    }

    @Override
    public RowLookup lookup(DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys)
            throws SQLException {
        return destination.lookup(table, columns, keys);
    }

    @Override
    public List<Reference> references(DestinationTable table) throws SQLException {
        return destination.references(table);
    }

    @Override
    public boolean deferReferences() throws SQLException {
        return destination.deferReferences();
    }

    @Override
    public boolean checkReferences(boolean keep) throws SQLException {
        return destination.checkReferences(keep);
    }

    @Override
    public void truncate(DestinationTable table) throws SQLException {
        destination.truncate(table);
    }

    @Override
    public void addColumn(DestinationTable table, String name) throws SQLException {
        destination.addColumn(table, name);
    }

    @Override
    public Connection connection() {
        return destination.connection();
    }

    @Override
    public void commit() throws SQLException {
        destination.commit();
    }

    @Override
    public List<Path> published() {
        return destination.published();
    }

    @Override
    public void cancel() {
        destination.cancel();
    }

    @Override
    public void abort() {
        destination.abort();
    }

    @Override
    public void close() throws SQLException {
        destination.close();
    }
}
