package io.drover.provider.sql.join;

import io.drover.provider.Counts;
import io.drover.provider.sql.staged.StagedLoad;
import io.drover.provider.sql.staged.StagingTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Takes a batch of rows into a table by joins with the staging, and counts before it changes. */
final class JoinLoad implements StagedLoad {
    private final Connection connection;
    private final StagingTable staging;
    private final JoinMerge merge;

    JoinLoad(Connection connection, StagingTable staging, JoinMerge merge) {
        this.connection = connection;
        this.staging = staging;
        this.merge = merge;
    }

    @Override
    public Counts run(List<Object[]> rows) throws SQLException {
        staging.add(rows);
        if (!merge.hasKeys()) {
            return new Counts(execute(merge.insert()), 0, 0);
        }
        if (merge.deletes()) {
            long matched = count(merge.countExistingKeys());
            return new Counts(0, 0, rows.size() - matched, execute(merge.delete()), 0);
        }
        if (count(merge.countDuplicates()) > 0) {
            throw new SQLException("several rows of one key", DUPLICATES);
        }
        long existing = merge.inserts() ? 0 : count(merge.countExisting());
        long updated = merge.updates() ? count(merge.countChanges()) : 0;
        if (updated > 0) {
            execute(merge.update());
        }
        if (!merge.inserts()) {
            return new Counts(0, updated, existing - updated, 0, rows.size() - existing);
        }
        long inserted = execute(merge.insert());
        return new Counts(inserted, updated, rows.size() - inserted - updated);
    }

    private long count(String sql) throws SQLException {
        return StagedLoad.single(connection, sql, row -> row.getLong(1));
    }

    private long execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }
}
