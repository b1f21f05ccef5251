package io.drover.provider.sql.load;

import io.drover.provider.Counts;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.sql.dialect.RowError;
import io.drover.provider.sql.dialect.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Empties a table, once for all its writers. By DELETE: TRUNCATE would lock readers out, and shows itself to them. */
final class Emptying {
    private final Connection connection;
    private final DestinationTable table;
    private boolean done;
    private long deleted;
    private boolean refilled;

    Emptying(Connection connection, DestinationTable table) {
        this.connection = connection;
        this.table = table;
    }

    /** Empties the table if that was not done yet; the rows count as deleted. */
    Counts run() throws SQLException {
        if (done) {
            return Counts.NONE;
        }
        done = true;
        try (Statement statement = connection.createStatement()) {
            deleted = statement.executeLargeUpdate("DELETE FROM " + Sql.quote(table));
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            throw new DestinationException(
                    "cannot empty the table " + table.name() + ": " + RowError.reason(e)
                            + "; nothing was loaded. Use removeMissing instead of truncate where other tables refer to the rows");
        }
        return new Counts(0, 0, 0, deleted, 0);
    }

    void wrote(Counts counts) {
        refilled |= counts.inserted() + counts.updated() + counts.unchanged() > 0;
    }

    /** A table that had rows is not left empty because every record was refused. */
    void requireRows() throws DestinationException {
        if (deleted > 0 && !refilled) {
            throw new DestinationException("no record could be stored in " + table.name()
                    + ", so truncate would leave it" + " empty; nothing was loaded");
        }
    }
}
