package io.drover.provider.sql.dialect;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import io.drover.provider.WriteOptions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;

/** What differs between databases. */
public interface Dialect {

    /**
     * A query of the database's own catalogue for what has rows in a schema, its parameter: each one's name, its {@link Relation.Kind}
     * and, in a third column, its parent or null. Null where the driver is asked instead.
     */
    default String relationQuery() {
        return null;
    }

    /** What has rows in a schema. */
    default List<Relation> relations(DatabaseMetaData metadata, String catalog, String schema) throws SQLException {
        return Relation.of(relationQuery(), metadata, catalog, schema);
    }

    /** The foreign keys of a table. */
    default List<Reference> references(DatabaseMetaData metadata, String catalog, DestinationTable table)
            throws SQLException {
        return ForeignKeys.of(metadata, catalog, table);
    }

    /** Has keys checked by each statement, or only when they are checked at once again; a no-op where none can be deferred. */
    default void defer(DestinationTable table, List<Reference> deferrable, boolean deferred) throws SQLException {}

    /** The columns of a table, both names as the database has them. */
    List<DestinationColumn> columns(String schema, String table) throws SQLException;

    /** A writer as {@link io.drover.provider.Destination#writer} describes it. */
    SqlTableWriter writer(
            DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys, WriteOptions options)
            throws SQLException;

    /** Tells the first row of each key from later ones, for one writer. */
    FirstRows firstRows(DestinationTable table, List<DestinationColumn> columns, List<DestinationColumn> keys)
            throws SQLException;

    /** What the database writes in its own way. */
    Syntax syntax();

    /** Whether a change of a table ends the transaction, so that it needs one of its own. */
    default boolean alterationsCommit() {
        return false;
    }

    /**
     * Lets the rest of the transaction wait for locks of others for some seconds only. A run has two transactions when it reads
     * a database too, and no database sees that one of them will never end while the other waits for it.
     */
    default void limitLockWaits(Connection session) throws SQLException {
        // most databases have a limit of their own
    }

    /** Prepares a session for Drover's statements. */
    default void begin(Connection session) throws SQLException {}

    /** Prepares a transaction that has begun. */
    default void beginTransaction(Connection session) throws SQLException {}

    /** Gives a session back as it was, at the end of its transaction. */
    default void end(Connection session) throws SQLException {}

    /** How values of the database become canonical text. */
    default ResultCursor.Values values() {
        return ResultCursor.JDBC;
    }

    /**
     * Begins to read a query, whose rows come one by one.
     *
     * @param fetch rows to take from the server at once
     */
    default Cursor open(Connection session, SourceQuery query, int fetch) throws SQLException {
        return ResultCursor.open(session, query, fetch, Syntax.STANDARD, values());
    }

    /** Prepares the session for reading long results; outside of transactions. */
    default void beginReading() throws SQLException {}

    /** Undoes {@link #beginReading}. */
    default void endReading() throws SQLException {}

    /** The isolation in which all that a transaction reads is of one instant; NONE when there is none to rely on. */
    default int snapshotIsolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    /** The type of a new column for text of any length. */
    String textType();

    /** Ends the statement that runs on the connection, if any; called by another thread, and done when it returns. */
    default void cancel() {
        // a load ends at its next batch all the same
    }
}
