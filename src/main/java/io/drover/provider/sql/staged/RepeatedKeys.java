package io.drover.provider.sql.staged;

import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A batch with several rows of a key, stored in rounds: the first rows of each key, then the second ones, and so on. Where a
 * key comes very often, a mistaken key most likely, the last round takes its last row and only counts those before: each
 * version of a row that a transaction leaves behind makes the next update slower.
 */
final class RepeatedKeys {
    private static final int ROUNDS = 10;
    private static final int NONE = -1;

    private final List<MappedRow> rows;
    /** By row: how many rows before it have its key, the last of them, and whether there are none after it. */
    private final int[] occurrence;

    private final int[] previous;
    private final boolean[] last;

    /** Stores rows that differ in their keys. */
    interface Store {
        Counts store(List<MappedRow> rows, RefusedRows refusals) throws SQLException;
    }

    private RepeatedKeys(List<MappedRow> rows) {
        this.rows = rows;
        this.occurrence = new int[rows.size()];
        this.previous = new int[rows.size()];
        this.last = new boolean[rows.size()];
    }

    /** Finds the repeats among the rows, which are in the staging: the database knows best which keys are the same. */
    static RepeatedKeys find(Connection connection, MergeSql merge, List<MappedRow> rows) throws SQLException {
        RepeatedKeys repeats = new RepeatedKeys(rows);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(merge.repeats())) {
            for (int i = 0; row.next(); i++) {
                repeats.occurrence[i] = row.getInt("occurrence");
                int before = row.getInt("previous");
                repeats.previous[i] = row.wasNull() ? NONE : before;
                repeats.last[i] = row.getBoolean("last");
            }
        }
        return repeats;
    }

    boolean isEmpty() {
        return Arrays.stream(occurrence).allMatch(n -> n == 0);
    }

    /** The rows in order, cut where a key would come again. */
    List<List<MappedRow>> segments() {
        List<List<MappedRow>> segments = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (previous[i] >= start) {
                segments.add(rows.subList(start, i));
                start = i;
            }
        }
        segments.add(rows.subList(start, rows.size()));
        return segments;
    }

    Counts store(Store store, RefusedRows refusals) throws SQLException {
        int rounds = Math.min(Arrays.stream(occurrence).max().orElse(0) + 1, ROUNDS - 1);
        Counts counts = Counts.NONE;
        for (int round = 0; round < rounds; round++) {
            List<MappedRow> batch = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (occurrence[i] == round) {
                    batch.add(rows.get(i));
                }
            }
            counts = counts.plus(store.store(batch, refusals));
        }
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (last[i] && isLate(i)) {
                candidates.add(i);
            }
        }
        while (!candidates.isEmpty()) {
            counts = counts.plus(storeLast(candidates, store, refusals));
        }
        return counts;
    }

    /** Stores the candidates; a refused one leaves its place to the row of its key before it. */
    private Counts storeLast(List<Integer> candidates, Store store, RefusedRows refusals) throws SQLException {
        Set<MappedRow> refused = Collections.newSetFromMap(new IdentityHashMap<>());
        Counts counts = store.store(candidates.stream().map(rows::get).toList(), refusals.telling(refused::add));
        List<Integer> next = new ArrayList<>();
        for (int candidate : candidates) {
            int before = previous[candidate];
            if (!refused.contains(rows.get(candidate))) {
                counts = counts.plus(replacedBy(candidate));
            } else if (isLate(before)) {
                next.add(before);
            }
        }
        candidates.clear();
        candidates.addAll(next);
        return counts;
    }

    private Counts replacedBy(int row) {
        long updated = 0;
        long unchanged = 0;
        for (int after = row; isLate(previous[after]); after = previous[after]) {
            Object[] values = rows.get(previous[after]).values();
            boolean same = Arrays.deepEquals(values, rows.get(after).values());
            updated += same ? 0 : 1;
            unchanged += same ? 1 : 0;
        }
        return new Counts(0, updated, unchanged);
    }

    /** Whether a row comes after those that have rounds of their own. */
    private boolean isLate(int row) {
        return occurrence[row] >= ROUNDS - 1;
    }
}
