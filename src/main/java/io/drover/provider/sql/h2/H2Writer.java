package io.drover.provider.sql.h2;

import io.drover.provider.Counts;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.sql.dialect.Keys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** Updates or inserts; of the two, the one that the last rows needed is tried first. */
final class H2Writer extends H2RowWriter {
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
        super(columns, keys, seen);
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
            if (isHeld(row)) {
                continue;
            }
            try {
                boolean isUpdated = !insertFirst && changes(update, row);
                boolean isInserted = !isUpdated && changes(insert, row);
                isUpdated |= insertFirst && !isInserted && changes(update, row);
                inserted += isInserted ? 1 : 0;
                updated += isUpdated ? 1 : 0;
                unchanged += isInserted || isUpdated ? 0 : 1;
                insertFirst = isInserted;
                if (seen != null) {
                    seen.rowsWritten();
                    seen.add(Keys.of(row, keyPositions));
                }
            } catch (SQLException e) {
                refuse(row, e, rejected);
            }
        }
        return new Counts(inserted, updated, unchanged);
    }

    private static boolean changes(PreparedStatement statement, MappedRow row) throws SQLException {
        return statement != null && run(statement, row.values()) > 0;
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
