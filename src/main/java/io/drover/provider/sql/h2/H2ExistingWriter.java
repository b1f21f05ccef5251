package io.drover.provider.sql.h2;

import io.drover.provider.Counts;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.sql.dialect.Keys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** Updates or deletes rows that are there, and inserts none. */
final class H2ExistingWriter extends H2RowWriter {
    private final boolean deletes;
    /** The update or the deletion; null when there is nothing but keys to update. */
    private final PreparedStatement change;

    private final PreparedStatement find;

    H2ExistingWriter(
            Connection connection,
            H2Statements statements,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys,
            boolean deletes,
            H2SeenRows seen)
            throws SQLException {
        super(columns, keys, seen);
        this.deletes = deletes;
        String sql = deletes ? statements.deleteRows() : statements.updateIfDistinct();
        this.change = sql == null ? null : connection.prepareStatement(sql);
        this.find = connection.prepareStatement(statements.findRows());
    }

    @Override
    public Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        Counts counts = Counts.NONE;
        for (MappedRow row : rows) {
            if (isHeld(row)) {
                continue;
            }
            try {
                counts = counts.plus(deletes ? delete(row) : update(row));
                keep(Keys.of(row, keyPositions));
            } catch (SQLException e) {
                refuse(row, e, rejected);
            }
        }
        return counts;
    }

    private Counts delete(MappedRow row) throws SQLException {
        int deleted = run(change, Keys.of(row, keyPositions));
        return new Counts(0, 0, deleted == 0 ? 1 : 0, deleted, 0);
    }

    private Counts update(MappedRow row) throws SQLException {
        boolean updated = change != null && run(change, row.values()) > 0;
        boolean exists = updated || exists(row);
        if (seen != null) {
            seen.rowsWritten();
        }
        return new Counts(0, updated ? 1 : 0, exists && !updated ? 1 : 0, 0, exists ? 0 : 1);
    }

    private boolean exists(MappedRow row) throws SQLException {
        H2Values.set(find, Keys.of(row, keyPositions));
        try (ResultSet found = find.executeQuery()) {
            return found.next();
        }
    }

    @Override
    public void close() throws SQLException {
        try (change;
                find;
                seen) {
            // closed in turn, even when one fails
        }
    }
}
