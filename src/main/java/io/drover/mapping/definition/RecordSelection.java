package io.drover.mapping.definition;

import java.util.List;

/**
 * Which records of a table are loaded, and as how many rows.
 *
 * @param conditions all of these must hold
 * @param forEach the column whose values each make a row of their own, or null
 */
public record RecordSelection(List<Criterion> conditions, ListColumn forEach) {
    /** Each record, as one row. */
    public static final RecordSelection ALL = new RecordSelection(List.of(), null);

    public RecordSelection {
        conditions = List.copyOf(conditions);
    }
}
