package io.drover.provider;

/**
 * Takes rows that a {@link TableWriter} cannot store yet, so that they are written again when others are stored. Of rows with one
 * key none overtakes another.
 */
public interface Postponement {

    /** Takes a row if an earlier one of its key waits; to be asked before a row is stored. */
    boolean holds(MappedRow row);

    /** Takes a row that refers to one that is not there, or that is to go while another one refers to it. */
    void postpone(MappedRow row);

    /** A number that rows of the same key have in common. */
    long key(MappedRow row);
}
