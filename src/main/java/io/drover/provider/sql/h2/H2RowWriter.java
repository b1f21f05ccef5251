package io.drover.provider.sql.h2;

import io.drover.provider.Counts;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.Reference;
import io.drover.provider.TableWriter.Postponement;
import io.drover.provider.sql.dialect.Keys;
import io.drover.provider.sql.dialect.RowError;
import io.drover.provider.sql.dialect.SqlTableWriter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes row by row and holds none back: H2 runs in this process, so that a batch would save nothing, and each row's statement
 * fails alone.
 */
abstract class H2RowWriter implements SqlTableWriter {
    final int[] keyPositions;
    /** Notes the rows; null when nothing will be removed. */
    final H2SeenRows seen;

    private Postponement postponement;

    H2RowWriter(List<DestinationColumn> columns, List<DestinationColumn> keys, H2SeenRows seen) {
        this.keyPositions = Keys.positions(columns, keys);
        this.seen = seen;
    }

    @Override
    public void postpone(Postponement to, List<Reference> references) {
        postponement = to;
    }

    /** Whether a row waits behind an earlier one of its key. */
    boolean isHeld(MappedRow row) {
        return postponement != null && postponement.holds(row);
    }

    /** Takes a row that the database has refused. */
    void refuse(MappedRow row, SQLException why, BiConsumer<MappedRow, String> rejected) throws SQLException {
        if (!RowError.isAboutRows(why)) {
            throw why;
        }
        if (postponement != null && RowError.isAboutReferences(why)) {
            postponement.postpone(row);
            return;
        }
        rejected.accept(row, RowError.reason(why));
        keep(Keys.of(row, keyPositions));
    }

    static int run(PreparedStatement statement, Object[] values) throws SQLException {
        H2Values.set(statement, values);
        return statement.executeUpdate();
    }

    @Override
    public boolean full() {
        return false;
    }

    @Override
    public Counts flush(BiConsumer<MappedRow, String> rejected) {
        return Counts.NONE;
    }

    @Override
    public boolean pending() {
        return false;
    }

    @Override
    public void keep(Object[] key) throws SQLException {
        if (seen != null) {
            seen.add(key);
        }
    }

    @Override
    public long removeMissing(int maxDeletePercent) throws SQLException {
        return seen.removeMissing(maxDeletePercent);
    }
}
