package io.drover.provider.sql.staged;

import io.drover.provider.MappedRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of batches that refer to rows which are not there: they are stored later, as long as such rows may come. */
final class StagedOrphans {
    private final StagedBatches batches;
    private OrphanRows finder;
    private boolean expected;

    StagedOrphans(StagedBatches batches) {
        this.batches = batches;
    }

    /** @param orphans finds rows that may be stored later; null when all that are refused are rejected */
    void expect(OrphanRows orphans) {
        finder = orphans != null && orphans.any() ? orphans : null;
        expected = false;
    }

    /** The rows that refer to rows which are neither there nor among them. */
    List<MappedRow> of(List<MappedRow> rows) throws SQLException {
        BitSet found = find(rows);
        return IntStream.range(0, rows.size())
                .filter(found::get)
                .mapToObj(rows::get)
                .toList();
    }

    /** Where the batch before had some: as {@link #postpone}, before the database refuses the batch. */
    List<MappedRow> postponeExpected(List<MappedRow> rows, RefusedRows refusals) throws SQLException {
        if (!expected || !refusals.postpones()) {
            return rows;
        }
        List<MappedRow> rest = postpone(rows, refusals);
        expected = rest.size() < rows.size();
        return rest;
    }

    /** Postpones the rows that refer to rows which are not there; gives the others. */
    List<MappedRow> postpone(List<MappedRow> rows, RefusedRows refusals) throws SQLException {
        BitSet found = find(rows);
        List<MappedRow> rest = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (found.get(i)) {
                refusals.postponement().postpone(rows.get(i));
            } else {
                rest.add(rows.get(i));
            }
        }
        expected |= rest.size() < rows.size();
        return rest;
    }

    private BitSet find(List<MappedRow> rows) throws SQLException {
        return finder == null || rows.isEmpty()
                ? new BitSet()
                : batches.with(rows, () -> finder.find(rows)).orElseGet(BitSet::new);
    }
}
