package io.drover.provider.sql.postgres;

import io.drover.provider.Counts;
import io.drover.provider.sql.staged.StagedLoad;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Copies rows straight into the table when it is empty; a few are merged without asking, for that takes no longer than the answer. */
final class CopyWhenEmpty implements StagedLoad {
    private static final int FEW = 100;

    private final Connection connection;
    private final PostgresMerge merge;
    private final StagedLoad upsert;
    /** Null until there are rows. */
    private StagedLoad chosen;

    CopyWhenEmpty(Connection connection, PostgresMerge merge, StagedLoad upsert) {
        this.connection = connection;
        this.merge = merge;
        this.upsert = upsert;
    }

    @Override
    public Counts run(List<Object[]> rows) throws SQLException {
        if (chosen == null) {
            chosen = rows.size() > FEW && isEmpty() && takesCopy(connection, merge)
                    ? new DirectCopy(connection, merge, upsert)
                    : upsert;
        }
        return chosen.run(rows);
    }

    private boolean isEmpty() throws SQLException {
        return merge.options().table().truncateFirst() || is(connection, merge.isEmpty());
    }

    static boolean takesCopy(Connection connection, PostgresMerge merge) throws SQLException {
        return is(connection, merge.takesCopy());
    }

    private static boolean is(Connection connection, String question) throws SQLException {
        return StagedLoad.single(connection, question, row -> row.getBoolean(1));
    }

    @Override
    public StagedLoad fallback() {
        return chosen == null || chosen == upsert ? this : upsert;
    }
}
