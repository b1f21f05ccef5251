package io.drover.provider.sql;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import java.sql.SQLException;
import java.util.List;

/** What differs between databases. */
interface Dialect {

    /** The columns of a table, both names as the database has them. */
    List<DestinationColumn> columns(String schema, String table) throws SQLException;

    /** A writer as {@link io.drover.provider.Destination#writer} describes it. */
    SqlTableWriter writer(
            DestinationTable table,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys,
            boolean removeMissing)
            throws SQLException;

    /** Ends the statement that runs on the connection, if any; called by another thread, and done when it returns. */
    default void cancel() {
        // a load ends at its next batch all the same
    }
}
