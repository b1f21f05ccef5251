package io.drover.mapping.convert;

import io.drover.provider.DestinationColumn;

/** Turns the text of one source column into the values of one destination column. */
public interface Converter {

    /** The value, null when the text stands for none, or a {@link MappingRefusal}. */
    Object convert(String text);

    /**
     * The converter for a column.
     *
     * @param decimalSeparator of the source, {@code .} or {@code ,}
     */
    static Converter of(DestinationColumn column, char decimalSeparator) {
        return switch (column.type()) {
            case TEXT -> new TextConverter(column);
            case SMALLINT, INTEGER, BIGINT -> new IntegerConverter(column, decimalSeparator);
            case DECIMAL -> new DecimalConverter(column, decimalSeparator);
            case DOUBLE -> new DoubleConverter(column, decimalSeparator);
            case BOOLEAN -> new BooleanConverter();
            case DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_ZONE -> new TimeConverter(column);
            case TIME_WITH_ZONE -> new ZonedTimeConverter(column);
            case UUID -> new UuidConverter();
            case BINARY -> new BinaryConverter(column);
            case ARRAY -> new ArrayConverter(column);
            case RANGE -> new RangeConverter(column);
            case JSON -> new JsonConverter();
            case OTHER -> new DatabaseConverter(column);
        };
    }
}
