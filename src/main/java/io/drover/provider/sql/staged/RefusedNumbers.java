package io.drover.provider.sql.staged;

import io.drover.provider.MappedRow;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which rows of a batch the database has refused, one by one, by their numbers in the staging. */
final class RefusedNumbers implements RowByRow.Refused {
    private final List<MappedRow> rows;
    private final Map<Integer, String> reasons = new TreeMap<>();
    private final Set<Integer> references = new HashSet<>();

    RefusedNumbers(List<MappedRow> rows) {
        this.rows = rows;
    }

    @Override
    public void row(int number, String reason, boolean reference) {
        reasons.put(number, reason);
        if (reference) {
            references.add(number);
        }
    }

    /** Postpones the rows that may be stored later, and rejects the others. */
    void tell(RefusedRows refusals) {
        Set<Integer> later = refusals.postpones() ? waitable(refusals) : Set.of();
        reasons.forEach((number, reason) -> {
            if (references.contains(number) && later.contains(number)) {
                refusals.postponement().postpone(rows.get(number));
            } else {
                refusals.rejected().accept(rows.get(number), reason);
            }
        });
    }

    /** The refused rows that may be stored later: not when a later row of their key has been stored. */
    private Set<Integer> waitable(RefusedRows refusals) {
        Set<Integer> waitable = new HashSet<>();
        Set<Long> stored = new HashSet<>();
        for (int i = rows.size() - 1; i >= 0; i--) {
            long key = refusals.postponement().key(rows.get(i));
            if (!reasons.containsKey(i)) {
                stored.add(key);
            } else if (key == 0 || !stored.contains(key)) {
                waitable.add(i);
            }
        }
        return waitable;
    }
}
