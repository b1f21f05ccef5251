package io.drover.provider.sql.staged;

import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import io.drover.provider.sql.dialect.AtomicWork;
import io.drover.provider.sql.dialect.RowError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Stores batches of rows with the result that one row after the other would have. A batch that the database refuses is halved
 * until the refused rows are among a few, and these are taken row by row; a batch with several rows of a key is stored in
 * rounds.
 */
public final class StagedStore {
    /** Halving further costs more than taking the rows one by one. */
    private static final int FEW_ROWS = 200;

    private final Connection connection;
    private final StagingTable staging;
    private final MergeSql merge;
    private final StagedKeys seen;
    private final RowByRow rowByRow;
    private StagedLoad load;

    /**
     * Makes a store.
     *
     * @param seen gets the keys of the rows stored; may be null
     * @param rowByRow may be null: then halving goes on to single rows
     */
    public StagedStore(
            Connection connection,
            StagingTable staging,
            MergeSql merge,
            StagedKeys seen,
            StagedLoad load,
            RowByRow rowByRow) {
        this.connection = connection;
        this.staging = staging;
        this.merge = merge;
        this.seen = seen;
        this.load = load;
        this.rowByRow = rowByRow;
    }

    Counts store(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        try {
            return atomically(() -> {
                Counts counts = load.run(values(rows));
                remember();
                return counts;
            });
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            if (load != load.fallback()) {
                load = load.fallback();
                return store(rows, rejected);
            }
            if (rows.size() == 1) {
                rejected.accept(rows.get(0), RowError.reason(e));
                return Counts.NONE;
            }
            boolean duplicates = StagedLoad.DUPLICATES.equals(e.getSQLState());
            return duplicates ? storeRepeats(rows, rejected) : storeInParts(rows, rejected);
        }
    }

    private Counts storeInParts(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        if (rows.size() <= FEW_ROWS && rowByRow != null) {
            return storeRowByRow(rows, rejected);
        }
        return storeHalves(rows, rejected);
    }

    private Counts storeHalves(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        int half = rows.size() / 2;
        Counts counts = store(rows.subList(0, half), rejected);
        return counts.plus(store(rows.subList(half, rows.size()), rejected));
    }

    private Counts storeRepeats(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        RepeatedKeys repeats;
        try {
            repeats = atomically(() -> {
                staging.add(values(rows));
                return RepeatedKeys.find(connection, merge, rows);
            });
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            return storeInParts(rows, rejected);
        }
        if (!repeats.isEmpty() && !merge.replaces()) {
            // Rows of a key add to what those before them did
            return rowByRow == null ? storeInTurn(repeats.segments(), rejected) : storeRowByRow(rows, rejected);
        }
        // Without repeats the error was about something else
        return repeats.isEmpty() ? storeInParts(rows, rejected) : repeats.store(this::store, rejected);
    }

    private Counts storeInTurn(List<List<MappedRow>> segments, BiConsumer<MappedRow, String> rejected)
            throws SQLException {
        Counts counts = Counts.NONE;
        for (List<MappedRow> segment : segments) {
            counts = counts.plus(store(segment, rejected));
        }
        return counts;
    }

    private Counts storeRowByRow(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        rowByRow.prepare();
        Map<Integer, String> refused = new LinkedHashMap<>();
        Counts counts;
        try {
            counts = atomically(() -> {
                staging.add(values(rows));
                Counts stored = rowByRow.run(rows.size(), refused::put);
                remember();
                return stored;
            });
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            return storeHalves(rows, rejected); // some row cannot even be staged
        }
        refused.forEach((number, reason) -> rejected.accept(rows.get(number), reason));
        return counts;
    }

    private void remember() throws SQLException {
        if (seen != null) {
            seen.addStaged(merge);
        }
    }

    private static List<Object[]> values(List<MappedRow> rows) {
        return rows.stream().map(MappedRow::values).toList();
    }

    private <T> T atomically(AtomicWork<T> work) throws SQLException {
        staging.clear();
        return AtomicWork.run(connection, work);
    }
}
