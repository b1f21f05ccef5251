package io.drover.provider.sql.postgres;

import io.drover.provider.Counts;
import io.drover.provider.sql.staged.StagedLoad;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** UPDATE .. FROM and INSERT .. WHERE NOT EXISTS: for keys without a unique index. */
final class UpdateAndInsert implements StagedLoad {
    private final Connection connection;
    private final Staging staging;
    private final PostgresMerge merge;

    UpdateAndInsert(Connection connection, Staging staging, PostgresMerge merge) {
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
        long updated = merge.hasOthers() ? StagedLoad.single(connection, merge.update(), row -> row.getLong(1)) : 0;
        try (Statement statement = connection.createStatement()) {
            long inserted = statement.executeUpdate(merge.insertAbsent());
            return new Counts(inserted, updated, rows.size() - inserted - updated);
        }
    }
}
