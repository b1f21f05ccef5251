package io.drover.provider;

/**
 * A column of a destination table, as the destination describes it.
 *
 * @param dataType what its values are
 * @param generated whether the database makes the value itself (identity, computed)
 * @param hasDefault whether a default applies when it is left out
 */
public record DestinationColumn(
        String name, DataType dataType, boolean nullable, boolean generated, boolean hasDefault) {

    /** A column of a file: of any length, perhaps without a value. */
    public static DestinationColumn ofFile(String name, ColumnType type) {
        return new DestinationColumn(name, DataType.ofFile(type), true, false, false);
    }

    /** Whether what it takes is JSON. */
    public boolean isJson() {
        return type() == ColumnType.JSON || dataType.takes(DataType.Special.JSON);
    }

    /** The Java class of its converted values. */
    public ColumnType type() {
        return dataType.type();
    }

    /** The destination's own name of the type. */
    public String typeName() {
        return dataType.name();
    }

    /** The limit that {@link DataType#size} describes; 0 for none. */
    public int size() {
        return dataType.size();
    }

    /** Digits after the point, or of a second. */
    public int scale() {
        return dataType.scale();
    }

    /** The elements of an array, or the bounds of a range, as a column. */
    public DestinationColumn element() {
        return new DestinationColumn(name, dataType.element(), true, false, false);
    }
}
