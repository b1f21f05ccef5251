package io.drover.provider.sql.postgres;

import io.drover.provider.Counts;
import io.drover.provider.sql.staged.StagedLoad;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Inserts every row, for tables without keys but with types that must be cast on the server. */
final class StagedInsert implements StagedLoad {
    private final Connection connection;
    private final Staging staging;
    private final PostgresMerge merge;

    StagedInsert(Connection connection, Staging staging, PostgresMerge merge) {
        this.connection = connection;
        this.staging = staging;
        this.merge = merge;
    }

    @Override
    public Counts run(List<Object[]> rows) throws SQLException {
        staging.add(rows);
        try (Statement statement = connection.createStatement()) {
            return new Counts(statement.executeUpdate(merge.insert()), 0, 0);
        }
    }
}
