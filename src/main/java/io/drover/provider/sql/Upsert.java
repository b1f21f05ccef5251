package io.drover.provider.sql;

import io.drover.provider.Counts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** INSERT .. ON CONFLICT DO UPDATE: for tables with a unique index on the keys. */
final class Upsert implements PostgresLoad {
    private final Connection connection;
    private final Staging staging;
    private final PostgresMerge merge;
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
        // Looking for duplicates costs a sort: rather run into them once, and look only from then on
        if (duplicatesExpected && PostgresLoad.single(connection, merge.hasDuplicates(), row -> row.getBoolean(1))) {
            throw new SQLException("several rows of one key", DUPLICATES);
        }
        Counts counts;
        try {
            counts = PostgresLoad.single(
                    connection,
                    merge.upsert(unchangedExpected),
                    row -> new Counts(row.getLong(1), row.getLong(2) - row.getLong(1), rows.size() - row.getLong(2)));
        } catch (SQLException e) {
            duplicatesExpected |= DUPLICATES.equals(e.getSQLState());
            throw e;
        }
        unchangedExpected = counts.unchanged() > rows.size() / 2;
        return counts;
    }
}
