package io.drover.provider.sql.staged;

import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import io.drover.provider.sql.dialect.RowError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Stores batches of rows with the result that one row after the other would have. A batch that the database refuses is halved
 * until the refused rows are among a few, and these are taken row by row; a batch with several rows of a key is stored in
 * rounds.
 */
public final class StagedStore {
    /** Halving further costs more than taking the rows one by one. */
    private static final int FEW_ROWS = 200;

    private final Connection connection;
    private final StagedBatches batches;
    private final StagedOrphans orphans;
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
        this.batches = new StagedBatches(connection, staging);
        this.orphans = new StagedOrphans(batches);
        this.merge = merge;
        this.seen = seen;
        this.load = load;
        this.rowByRow = rowByRow;
    }

    /** The rows that refer to rows which are not there. */
    StagedOrphans orphans() {
        return orphans;
    }

    Counts store(List<MappedRow> rows, RefusedRows refusals) throws SQLException {
        List<MappedRow> free = refusals.postpones()
                ? rows.stream().filter(row -> !refusals.holds(row)).toList()
                : rows;
        List<MappedRow> rest = orphans.postponeExpected(free, refusals);
        return rest.isEmpty() ? Counts.NONE : storeFree(rest, refusals);
    }

    private Counts storeFree(List<MappedRow> rows, RefusedRows refusals) throws SQLException {
        try {
            return batches.atomically(() -> {
                Counts counts = load.run(StagedBatches.values(rows));
                remember();
                return counts;
            });
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            return storeOthers(rows, e, refusals);
        }
    }

    /** Rows of which the database has refused some. */
    private Counts storeOthers(List<MappedRow> rows, SQLException why, RefusedRows refusals) throws SQLException {
        boolean references = refusals.postpones() && RowError.isAboutReferences(why);
        if (references) {
            List<MappedRow> rest = orphans.postpone(rows, refusals);
            if (rest.size() < rows.size()) {
                return store(rest, refusals); // among which may be later rows of their keys
            }
        }
        if (load != load.fallback()) {
            load = load.fallback();
            return store(rows, refusals);
        }
        if (rows.size() == 1) {
            if (references) {
                refusals.postponement().postpone(rows.get(0));
            } else {
                refusals.rejected().accept(rows.get(0), RowError.reason(why));
            }
            return Counts.NONE;
        }
        boolean duplicates = StagedLoad.DUPLICATES.equals(why.getSQLState());
        return duplicates ? storeRepeats(rows, refusals) : storeInParts(rows, refusals);
    }

    private Counts storeInParts(List<MappedRow> rows, RefusedRows refusals) throws SQLException {
        if (rows.size() <= FEW_ROWS && rowByRow != null) {
            return storeRowByRow(rows, refusals);
        }
        return storeHalves(rows, refusals);
    }

    private Counts storeHalves(List<MappedRow> rows, RefusedRows refusals) throws SQLException {
        int half = rows.size() / 2;
        Counts counts = store(rows.subList(0, half), refusals);
        return counts.plus(store(rows.subList(half, rows.size()), refusals));
    }

    private Counts storeRepeats(List<MappedRow> rows, RefusedRows refusals) throws SQLException {
        Optional<RepeatedKeys> found = batches.with(rows, () -> RepeatedKeys.find(connection, merge, rows));
        if (found.isEmpty()) {
            return storeInParts(rows, refusals);
        }
        RepeatedKeys repeats = found.get();
        if (!repeats.isEmpty() && !merge.replaces()) {
            // Rows of a key add to what those before them did
            return rowByRow == null ? storeInTurn(repeats.segments(), refusals) : storeRowByRow(rows, refusals);
        }
        // Without repeats the error was about something else
        return repeats.isEmpty() ? storeInParts(rows, refusals) : repeats.store(this::store, refusals);
    }

    private Counts storeInTurn(List<List<MappedRow>> segments, RefusedRows refusals) throws SQLException {
        Counts counts = Counts.NONE;
        for (List<MappedRow> segment : segments) {
            counts = counts.plus(store(segment, refusals));
        }
        return counts;
    }

    private Counts storeRowByRow(List<MappedRow> rows, RefusedRows refusals) throws SQLException {
        rowByRow.prepare();
        RefusedNumbers refused = new RefusedNumbers(rows);
        Optional<Counts> counts = batches.with(rows, () -> {
            Counts stored = rowByRow.run(rows.size(), refused);
            remember();
            return stored;
        });
        if (counts.isEmpty()) {
            return storeHalves(rows, refusals);
        }
        refused.tell(refusals);
        return counts.get();
    }

    private void remember() throws SQLException {
        if (seen != null) {
            seen.addStaged(merge);
        }
    }
}
