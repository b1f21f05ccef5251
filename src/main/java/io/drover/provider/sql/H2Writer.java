package io.drover.provider.sql;

import io.drover.provider.Counts;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes row by row: H2 runs in this process, so that a batch would save nothing, and each row's statement fails alone. Of
 * update and insert, the one that the last rows needed is tried first.
 */
final class H2Writer implements SqlTableWriter {
    private final int[] keyPositions;
    private final H2SeenRows seen;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private boolean insertFirst = true;

    /**
     * Prepares the statements.
     *
     * @param seen where to note the rows, or null when nothing will be removed
     */
    H2Writer(
            Connection connection,
            H2Statements statements,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys,
            H2SeenRows seen)
            throws SQLException {
        this.keyPositions = keys.stream().mapToInt(columns::indexOf).toArray();
        this.seen = seen;
        this.insert = connection.prepareStatement(keys.isEmpty() ? statements.insert() : statements.insertIfAbsent());
        String updateSql = keys.isEmpty() ? null : statements.updateIfDistinct();
        this.update = updateSql == null ? null : connection.prepareStatement(updateSql);
    }

    @Override
    public Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        long inserted = 0;
        long updated = 0;
        long unchanged = 0;
        for (MappedRow row : rows) {
            try {
                boolean isUpdated = !insertFirst && run(update, row);
                boolean isInserted = !isUpdated && run(insert, row);
                isUpdated |= insertFirst && !isInserted && run(update, row);
                inserted += isInserted ? 1 : 0;
                updated += isUpdated ? 1 : 0;
                unchanged += isInserted || isUpdated ? 0 : 1;
                insertFirst = isInserted;
                if (seen != null) {
                    seen.rowsWritten();
                }
            } catch (SQLException e) {
                if (!RowError.isAboutRows(e)) {
                    throw e;
                }
                rejected.accept(row, RowError.reason(e));
            }
            if (seen != null) {
                seen.add(Keys.of(row, keyPositions));
            }
        }
        return new Counts(inserted, updated, unchanged);
    }

    private static boolean run(PreparedStatement statement, MappedRow row) throws SQLException {
        if (statement == null) {
            return false;
        }
        Object[] values = row.values();
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement.executeUpdate() > 0;
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

    @Override
    public void close() throws SQLException {
        try (insert;
                update;
                seen) {
            // closed in turn, even when one fails
        }
    }
}
