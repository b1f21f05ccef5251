package io.drover.provider;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One run's open transaction on a destination. Nothing is visible to others before {@link #commit}; closing without it
 * undoes everything. Used by one thread.
 *
 * <pre>{@code
 * try (Destination destination = SqlDestinations.open(dataSource, "public")) {
 *     DestinationTable table = destination.table("EcomProducts");
 *     ... // write the mapped rows
 *     destination.commit();
 * }
 * }</pre>
 */
public interface Destination extends AutoCloseable {

    /**
     * Describes a table.
     *
     * @throws DestinationException when there is no such table, or several that differ only in case; names those there are
     */
    DestinationTable table(String name) throws SQLException;

    /**
     * Opens a writer.
     *
     * @param columns the columns that rows have, in the order of {@link MappedRow#values}
     * @param keys the columns that decide between insert and update; empty means that every row is inserted
     * @param options how; {@link TableWriter#removeMissing} is to be called when it has removeMissing
     */
    TableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException;

    /**
     * Looks at rows as this transaction sees them.
     *
     * @param columns that are wanted of each row, the keys among them
     * @return null when the destination cannot find rows again, as files cannot
     */
    default RowLookup lookup(DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys)
            throws SQLException {
        return null;
    }

    /** The foreign keys of a table; none when there is no such thing. */
    default List<Reference> references(DestinationTable table) throws SQLException {
        return List.of();
    }

    /**
     * Has the foreign keys that allow it checked later, by {@link #checkReferences}.
     *
     * @return whether there are any
     */
    default boolean deferReferences() throws SQLException {
        return false;
    }

    /**
     * Checks the keys that were deferred, and from now on each at once.
     *
     * @param keep false: what was written since they were deferred is undone without a look
     * @return whether it stays; when a key is broken, it is undone
     */
    default boolean checkReferences(boolean keep) throws SQLException {
        return keep;
    }

    /** Says that a writer with {@code truncateFirst} may come for a table: what refers to each other is emptied together. */
    default void truncate(DestinationTable table) throws SQLException {}

    /**
     * Adds a column for text of any length to a table. It is there at once; a database that cannot undo that with the
     * transaction keeps it when the load fails.
     */
    default void addColumn(DestinationTable table, String name) throws SQLException {
        throw new DestinationException("columns can only be added to tables of a database, not to " + table.name());
    }

    /** The connection of the transaction, for rows that must commit with the load; null when the destination is no database. */
    Connection connection();

    void commit() throws SQLException;

    /** The files that the commit has brought about; empty when the destination is a database. */
    default List<Path> published() {
        return List.of();
    }

    /**
     * Ends what the destination does at this moment, a long statement for one, if it can; that then fails. May be called by any
     * thread, until the destination is closed.
     */
    default void cancel() {}

    /** Breaks its connection off, if it has one: whoever waits for an answer gets an error. Called by another thread; returns at once. */
    default void abort() {}

    @Override
    void close() throws SQLException;
}
