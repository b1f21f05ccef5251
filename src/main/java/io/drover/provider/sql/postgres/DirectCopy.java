package io.drover.provider.sql.postgres;

import io.drover.provider.Counts;
import io.drover.provider.sql.staged.StagedLoad;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Copies rows straight into the table: for tables that are empty, or without keys, all rows are inserts. A key that comes
 * twice breaks the unique index, and then the fallback takes over.
 */
final class DirectCopy implements StagedLoad {
    private final RowCopy copy;
    private final StagedLoad fallback;

    /**
     * Prepares the copy.
     *
     * @param fallback for rows with keys; null when there are none
     */
    DirectCopy(Connection connection, PostgresMerge merge, StagedLoad fallback) throws SQLException {
        this.copy = new RowCopy(connection, merge.target(), merge.columns(), false);
        this.fallback = fallback == null ? this : fallback;
    }

    @Override
    public Counts run(List<Object[]> rows) throws SQLException {
        copy.run(rows);
        return new Counts(rows.size(), 0, 0);
    }

    @Override
    public StagedLoad fallback() {
        return fallback;
    }
}
