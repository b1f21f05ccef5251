package io.drover.provider.sql.h2;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.sql.dialect.FirstRows;
import io.drover.provider.sql.dialect.Keys;
import io.drover.provider.sql.dialect.RowError;
import io.drover.store.row.RowSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The table's own rows that the delivery touched, by H2's row numbers: few bytes for each. */
final class H2FirstRows implements FirstRows {
    private final RowSet touched = new RowSet();
    private final int[] keyPositions;
    private final PreparedStatement find;

    H2FirstRows(
            Connection connection,
            H2Statements statements,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys)
            throws SQLException {
        this.keyPositions = Keys.positions(columns, keys);
        this.find = connection.prepareStatement(statements.findRows());
    }

    @Override
    public long filter(List<MappedRow> rows, Next next) throws SQLException {
        long left = 0;
        for (MappedRow row : rows) {
            Object[] key = Keys.of(row, keyPositions);
            if (visit(key, false)) {
                left++;
            } else {
                next.write(List.of(row));
                visit(key, true);
            }
        }
        return left;
    }

    /** A row whose key was not stored has touched none. */
    @Override
    public long filterAgain(List<MappedRow> rows, Next next) throws SQLException {
        return filter(rows, next);
    }

    /** Whether a row of the key was touched before; notes that it is now. */
    private boolean visit(Object[] key, boolean touch) throws SQLException {
        H2Values.set(find, key);
        boolean was = false;
        try (ResultSet found = find.executeQuery()) {
            while (found.next()) {
                was |= touched.contains(found.getLong(1));
                if (touch) {
                    touched.add(found.getLong(1));
                }
            }
        } catch (SQLException e) {
            // A key that its columns cannot hold: the writer says so
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
        }
        return was;
    }

    @Override
    public void close() throws SQLException {
        find.close();
    }
}
