package io.drover.provider;

import java.util.BitSet;

/**
 * One record as a source read it.
 *
 * @param number its number in the delivery, from 1, counted over all tables
 * @param line line of the file on which it starts
 * @param values text by the index of its batch's columns; null is a null or an absent column. Shorter than the columns
 *     when later records of the batch brought new ones: the rest is absent
 * @param problem why the record itself is unusable, or null
 * @param unusable with a problem: the columns whose values it concerns, and which hold what is to be shown of them; null when any may be
 *     wrong
 */
@SuppressWarnings(
        "ArrayRecordComponent") // rows stay arrays: one is made per record (docs/decisions/0004-rows-are-arrays.md)
public record SourceRecord(long number, int line, String[] values, String problem, BitSet unusable) {

    /** A record without a problem, or one whose values may all be wrong. */
    public SourceRecord(long number, int line, String[] values, String problem) {
        this(number, line, values, problem, null);
    }

    /** Whether the value of a column is what the source holds. */
    public boolean isUsable(int index) {
        return problem == null || (unusable != null && (index < 0 || !unusable.get(index)));
    }

    /** The value at a column index, or null when it is null, absent or the index is negative. */
    public String value(int index) {
        return index >= 0 && index < values.length ? values[index] : null;
    }
}
