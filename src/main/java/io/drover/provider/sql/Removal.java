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

    /**
     * Counts, compares and deletes.
     *
     * @param seen the table with the keys to keep
     * @param isSame SQL that compares the key of {@code s}, a row of {@code seen}, with that of {@code t}
     */
    long run(String seen, String isSame, int maxDeletePercent) throws SQLException {
        String missing = " WHERE NOT EXISTS (SELECT 1 FROM " + seen + " s WHERE " + isSame + ")";
        long rows = count(missing);
        if (rows * 100 > maxDeletePercent * rowsBefore) {
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
        if (rows == 0) {
            return 0;
        }
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate("DELETE FROM " + Sql.quote(table) + " t" + missing);
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            DestinationException refused = new DestinationException("cannot delete the rows of " + table.name()
                    + " that are missing from the source: " + RowError.reason(e) + "; nothing was loaded");
            refused.initCause(e);
            throw refused;
        }
    }

    private long count(String where) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + Sql.quote(table) + " t" + where)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
