package io.drover.provider;

/** What a load did to rows. Each record is counted once. */
public record Counts(long inserted, long updated, long unchanged) {
    public static final Counts NONE = new Counts(0, 0, 0);

    public Counts plus(Counts other) {
        return new Counts(inserted + other.inserted, updated + other.updated, unchanged + other.unchanged);
    }
}
