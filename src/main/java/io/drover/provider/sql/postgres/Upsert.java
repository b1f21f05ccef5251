package io.drover.provider.sql.postgres;

import io.drover.provider.Counts;
import io.drover.provider.sql.staged.StagedLoad;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * INSERT .. ON CONFLICT DO UPDATE: for tables with a unique index on the keys. Where the rows before were all updates, a plain
 * UPDATE is tried first: ON CONFLICT locks each row before it updates it, which takes the server a tenth of its time.
 */
final class Upsert implements StagedLoad {
    private final Connection connection;
    private final Staging staging;
    private final PostgresMerge merge;
    private boolean updatesExpected;
    private boolean unchangedExpected;
    private boolean duplicatesExpected;

    Upsert(Connection connection, Staging staging, PostgresMerge merge) {
        this.connection = connection;
        this.staging = staging;
        this.merge = merge;
    }

    @Override
    public Counts run(List<Object[]> rows) throws SQLException {
        staging.add(rows);
        long updated = updatesExpected ? updateExisting() : 0;
        // As many rows updated as there are: so they had as many keys
        Counts counts = updated == rows.size()
                ? new Counts(0, updated, 0)
                : new Counts(0, updated, -updated).plus(upsert(rows.size(), updated > 0));
        updatesExpected = counts.updated() == rows.size();
        unchangedExpected = counts.unchanged() > rows.size() / 2;
        return counts;
    }

    private long updateExisting() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(merge.updateExisting());
        }
    }

    /** @param partly whether some of the rows have been stored already, and may be met again as unchanged */
    private Counts upsert(int rows, boolean partly) throws SQLException {
        // Looking for duplicates costs a sort: rather run into them once, and look only from then on. An update does
        // not run into
        // them
        boolean look = duplicatesExpected || partly;
        if (look && StagedLoad.single(connection, merge.hasDuplicates(), row -> row.getBoolean(1))) {
            duplicatesExpected = true;
            throw new SQLException("several rows of one key", DUPLICATES);
        }
        try {
            return StagedLoad.single(
                    connection,
                    merge.upsert(unchangedExpected || partly),
                    row -> new Counts(row.getLong(1), row.getLong(2) - row.getLong(1), rows - row.getLong(2)));
        } catch (SQLException e) {
            duplicatesExpected |= DUPLICATES.equals(e.getSQLState());
            throw e;
        }
    }
}
