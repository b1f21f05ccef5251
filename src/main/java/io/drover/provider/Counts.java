package io.drover.provider;

/**
 * What a load did to rows. Each record is counted once: as inserted, updated, unchanged, skipped, or by the rows that it
 * deleted.
 *
 * @param unchanged records whose rows were as they say already
 * @param deleted rows that records deleted, and those that were there before the load and had to make room
 * @param skipped records that the table's options leave out: of a key that came before, or without a row to update
 */
public record Counts(long inserted, long updated, long unchanged, long deleted, long skipped) {
    public static final Counts NONE = new Counts(0, 0, 0);

    /** Of a load that writes all records. */
    public Counts(long inserted, long updated, long unchanged) {
        this(inserted, updated, unchanged, 0, 0);
    }

    public Counts plus(Counts other) {
        return new Counts(
                inserted + other.inserted,
                updated + other.updated,
                unchanged + other.unchanged,
                deleted + other.deleted,
                skipped + other.skipped);
    }
}
