package io.drover.provider.sql;

import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** The deletion of rows that are missing from the delivery, with the guard against a delivery that lacks most of them. */
final class Removal {
    private final Connection connection;
    private final DestinationTable table;
    private final long rowsBefore;

    /** Counts the table's rows; to be made before the load. */
    Removal(Connection connection, DestinationTable table) throws SQLException {
        this.connection = connection;
        this.table = table;
        this.rowsBefore = count("");
    }

    /** Whether there can be no missing rows, so that nobody need note which ones came. */
    boolean tableWasEmpty() {
        return rowsBefore == 0;
    }

    /** The most rows that may be deleted. */
    long limit(int maxDeletePercent) {
        return maxDeletePercent * rowsBefore / 100;
    }

    /** Throws when so many rows are too many to delete. */
    void check(long rows, int maxDeletePercent) throws DestinationException {
        if (rows > limit(maxDeletePercent)) {
            throw new DestinationException(String.format(
                    Locale.ROOT,
                    "would delete %d of %d rows (%.1f %%) of %s, more than maxDeletePercent=%d; nothing was loaded."
                            + " Raise maxDeletePercent if this is intended",
                    rows,
                    rowsBefore,
                    100.0 * rows / rowsBefore,
                    table.name(),
                    maxDeletePercent));
        }
    }

    /** Deletes the rows of {@code t} that meet a condition, if they are not too many. */
    long delete(String condition, int maxDeletePercent) throws SQLException {
        long rows = count(" WHERE " + condition);
        check(rows, maxDeletePercent);
        if (rows == 0) {
            return 0;
        }
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate("DELETE FROM " + Sql.quote(table) + " t WHERE " + condition);
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    /** The error of a deletion, in words for the user when a constraint keeps the rows. */
    SQLException explained(SQLException e) {
        if (!RowError.isAboutRows(e)) {
            return e;
        }
        DestinationException refused = new DestinationException("cannot delete the rows of " + table.name()
                + " that are missing from the source: " + RowError.reason(e) + "; nothing was loaded");
        refused.initCause(e);
        return refused;
    }

    private long count(String where) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + Sql.quote(table) + " t" + where)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
