package io.drover.provider.sql.staged;

import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import io.drover.provider.sql.dialect.AtomicWork;
import io.drover.provider.sql.dialect.RowError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
    private OrphanRows orphans;
    private boolean orphansExpected;

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

    /** @param finder finds rows that may be stored later; null when all that are refused are rejected */
    void expectOrphans(OrphanRows finder) {
        orphans = finder != null && finder.any() ? finder : null;
        orphansExpected = false;
    }

    /** The rows that refer to rows which are neither there nor among them. */
    List<MappedRow> orphans(List<MappedRow> rows) throws SQLException {
        if (orphans == null) {
            return List.of();
        }
        BitSet found = findOrphans(rows);
        return IntStream.range(0, rows.size())
                .filter(found::get)
                .mapToObj(rows::get)
                .toList();
    }

    Counts store(List<MappedRow> rows, RefusedRows refusals) throws SQLException {
        List<MappedRow> free = refusals.postpones()
                ? rows.stream().filter(row -> !refusals.holds(row)).toList()
                : rows;
        if (orphansExpected && refusals.postpones()) {
            List<MappedRow> rest = postponeOrphans(free, refusals);
            orphansExpected = rest.size() < free.size();
            free = rest;
        }
        return free.isEmpty() ? Counts.NONE : storeFree(free, refusals);
    }

    private Counts storeFree(List<MappedRow> rows, RefusedRows refusals) throws SQLException {
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
            return storeOthers(rows, e, refusals);
        }
    }

    /** Rows of which the database has refused some. */
    private Counts storeOthers(List<MappedRow> rows, SQLException why, RefusedRows refusals) throws SQLException {
        boolean references = refusals.postpones() && RowError.isAboutReferences(why);
        if (references && orphans != null) {
            List<MappedRow> rest = postponeOrphans(rows, refusals);
            if (rest.size() < rows.size()) {
                orphansExpected = true;
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

    /** Postpones the rows that refer to rows which are not there; gives the others. */
    private List<MappedRow> postponeOrphans(List<MappedRow> rows, RefusedRows refusals) throws SQLException {
        if (rows.isEmpty()) {
            return rows;
        }
        BitSet found = findOrphans(rows);
        List<MappedRow> rest = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (found.get(i)) {
                refusals.postponement().postpone(rows.get(i));
            } else {
                rest.add(rows.get(i));
            }
        }
        return rest;
    }

    private BitSet findOrphans(List<MappedRow> rows) throws SQLException {
        try {
            return atomically(() -> {
                staging.add(values(rows));
                return orphans.find(rows);
            });
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            return new BitSet(); // some row cannot even be staged: it is found when they are stored
        }
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
            return storeInParts(rows, refusals);
        }
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
        Map<Integer, String> refused = new TreeMap<>();
        Set<Integer> references = new HashSet<>();
        Counts counts;
        try {
            counts = atomically(() -> {
                staging.add(values(rows));
                Counts stored = rowByRow.run(rows.size(), (number, reason, reference) -> {
                    refused.put(number, reason);
                    if (reference) {
                        references.add(number);
                    }
                });
                remember();
                return stored;
            });
        } catch (SQLException e) {
            if (!RowError.isAboutRows(e)) {
                throw e;
            }
            return storeHalves(rows, refusals); // some row cannot even be staged
        }
        Set<Integer> later = refusals.postpones() ? waitable(rows, refused.keySet(), refusals) : Set.of();
        refused.forEach((number, reason) -> {
            if (references.contains(number) && later.contains(number)) {
                refusals.postponement().postpone(rows.get(number));
            } else {
                refusals.rejected().accept(rows.get(number), reason);
            }
        });
        return counts;
    }

    /** Of refused rows those that may be stored later: not when a later row of their key has been stored. */
    private static Set<Integer> waitable(List<MappedRow> rows, Set<Integer> refused, RefusedRows refusals) {
        Set<Integer> waitable = new HashSet<>();
        Set<Long> stored = new HashSet<>();
        for (int i = rows.size() - 1; i >= 0; i--) {
            long key = refusals.postponement().key(rows.get(i));
            if (!refused.contains(i)) {
                stored.add(key);
            } else if (key == 0 || !stored.contains(key)) {
                waitable.add(i);
            }
        }
        return waitable;
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
