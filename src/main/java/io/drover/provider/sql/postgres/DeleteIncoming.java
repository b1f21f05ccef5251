package io.drover.provider.sql.postgres;

import io.drover.provider.Counts;
import io.drover.provider.sql.staged.StagedLoad;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Deletes the rows of the keys that come. A record without a row is one that changes nothing. */
final class DeleteIncoming implements StagedLoad {
    private final Connection connection;
    private final Staging staging;
    private final PostgresMerge merge;

    DeleteIncoming(Connection connection, Staging staging, PostgresMerge merge) {
        this.connection = connection;
        this.staging = staging;
        this.merge = merge;
    }

    @Override
    public Counts run(List<Object[]> rows) throws SQLException {
        staging.add(rows);
        return StagedLoad.single(
                connection, merge.delete(), row -> new Counts(0, 0, rows.size() - row.getLong(2), row.getLong(1), 0));
    }
}
