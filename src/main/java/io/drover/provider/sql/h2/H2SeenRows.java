package io.drover.provider.sql.h2;

import io.drover.provider.DestinationColumn;
import io.drover.provider.sql.dialect.Removal;
import io.drover.provider.sql.dialect.RowError;
import io.drover.store.row.RowSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The rows of a table that a delivery touched, by H2's row numbers. Not a temporary table of keys: H2 keeps those in memory, 300 bytes
 * and more a row.
 */
final class H2SeenRows implements AutoCloseable {
    private final Removal removal;
    private final List<DestinationColumn> columns;
    private final PreparedStatement find;
    private final RowSet rows = new RowSet();
    private boolean written;
    private boolean removed;

    H2SeenRows(Connection connection, Removal removal, H2Statements statements) throws SQLException {
        this.removal = removal;
        this.columns = statements.keys();
        this.find = connection.prepareStatement(statements.findRows());
    }

    List<DestinationColumn> columns() {
        return columns;
    }

    /** Notes the rows that have a key now. */
    void add(Object[] key) throws SQLException {
        if (removal.tableWasEmpty()) {
            return;
        }
        H2Values.set(find, key);
        try (ResultSet found = find.executeQuery()) {
            while (found.next()) {
                rows.add(found.getLong(1));
            }
        } catch (SQLException e) {
            // A key that its columns cannot hold is no row's key
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
        }
    }

    /** Says that a row was stored: only then may others be removed. */
    void rowsWritten() {
        written = true;
    }

    /** Removes the other rows, once for all writers of the table. */
    long removeMissing(int maxDeletePercent) throws SQLException {
        if (removal.tableWasEmpty() || !written || removed) {
            return 0;
        }
        long limit = removal.limit(maxDeletePercent);
        long count = 0;
        LongStream.Builder missing = LongStream.builder();
        try (PreparedStatement candidates = removal.prepareCandidates("t._ROWID_");
                ResultSet all = candidates.executeQuery()) {
            while (all.next()) {
                long row = all.getLong(1);
                if (!rows.contains(row) && count++ < limit) {
                    missing.add(row);
                }
            }
        }
        removal.check(count, maxDeletePercent);
        remove(missing.build().toArray());
        removed = true;
        return count;
    }

    /**
     * Removes rows that may refer to each other: those that others refer to fail, and are tried again when these are gone. From the
     * last one on at first, for what refers to another row has mostly come after it.
     */
    private void remove(long[] missing) throws SQLException {
        try (PreparedStatement remove = removal.prepareOne("t._ROWID_ = ?")) {
            long[] left = missing;
            while (left.length > 0) {
                SQLException[] last = new SQLException[1];
                LongStream.Builder next = LongStream.builder();
                for (int i = left.length - 1; i >= 0; i--) {
                    if (!removes(remove, left[i], last)) {
                        next.add(left[i]);
                    }
                }
                long[] stuck = next.build().toArray(); // the other way round than they were
                if (stuck.length == left.length) {
                    throw removal.explained(last[0]);
                }
                left = stuck;
            }
        }
    }

    /** @param why gets what keeps the row because of another one */
    private boolean removes(PreparedStatement remove, long row, SQLException[] why) throws SQLException {
        try {
            remove.setLong(removal.parameters() + 1, row);
            remove.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (!RowError.isAboutReferences(e)) {
                throw removal.explained(e);
            }
            why[0] = e;
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        find.close();
    }
}
