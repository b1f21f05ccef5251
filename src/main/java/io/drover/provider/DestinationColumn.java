package io.drover.provider;

/**
 * A column of a destination table, as the destination describes it.
 *
 * @param typeName the destination's own name of the type, for messages and casts
 * @param size characters of a text, bytes of a binary, precision of a decimal, bits of a floating-point number's mantissa
 *     ({@link #SINGLE_PRECISION} or 53); 0 for no limit
 * @param generated whether the database makes the value itself (identity, computed)
 * @param hasDefault whether a default applies when it is left out
 */
public record DestinationColumn(
        String name,
        ColumnType type,
        String typeName,
        int size,
        int scale,
        boolean nullable,
        boolean generated,
        boolean hasDefault) {
    /** The size of a single-precision {@link ColumnType#DOUBLE}. */
    public static final int SINGLE_PRECISION = 24;

    /** A column of a file: of any length, perhaps without a value. */
    public static DestinationColumn ofFile(String name, ColumnType type) {
        return new DestinationColumn(name, type, type.name(), 0, 0, true, false, false);
    }
}
