package io.drover.provider.sql.staged;

import io.drover.provider.MappedRow;
import io.drover.provider.sql.dialect.AtomicWork;
import io.drover.provider.sql.dialect.RowError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Works on batches in the staging; what fails is undone. */
final class StagedBatches {
    private final Connection connection;
    private final StagingTable staging;

    StagedBatches(Connection connection, StagingTable staging) {
        this.connection = connection;
        this.staging = staging;
    }

    /** Works with an empty staging. */
    <T> T atomically(AtomicWork<T> work) throws SQLException {
        staging.clear();
        return AtomicWork.run(connection, work);
    }

    /**
     * Works with rows that are in the staging.
     *
     * @return empty when some row cannot even be staged, or worked on: it is found when they are stored
     */
    <T> Optional<T> with(List<MappedRow> rows, AtomicWork<T> work) throws SQLException {
        try {
            return Optional.of(atomically(() -> {
                staging.add(values(rows));
                return work.run();
            }));
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    static List<Object[]> values(List<MappedRow> rows) {
        return rows.stream().map(MappedRow::values).toList();
    }
}
