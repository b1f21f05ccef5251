package io.drover.provider.sql.postgres;

import io.drover.provider.Counts;
import io.drover.provider.sql.staged.StagedLoad;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Updates the rows that are there; records of other keys are skipped. */
final class UpdateExisting implements StagedLoad {
    private final Connection connection;
    private final Staging staging;
    private final PostgresMerge merge;

    UpdateExisting(Connection connection, Staging staging, PostgresMerge merge) {
        this.connection = connection;
        this.staging = staging;
        this.merge = merge;
    }

    @Override
    public Counts run(List<Object[]> rows) throws SQLException {
        staging.add(rows);
        if (StagedLoad.single(connection, merge.hasDuplicates(), row -> row.getBoolean(1))) {
            throw new SQLException("several rows of one key", DUPLICATES);
        }
        long existing = StagedLoad.single(connection, merge.countExisting(), row -> row.getLong(1));
        long updated = merge.hasOthers() ? StagedLoad.single(connection, merge.update(), row -> row.getLong(1)) : 0;
        return new Counts(0, updated, existing - updated, 0, rows.size() - existing);
    }
}
