package io.drover.mapping.convert;

import io.drover.provider.DataType.Special;
import io.drover.provider.DestinationColumn;

/** Text that the database casts, or refuses, itself. An empty one is no value, unless the type has one of that text. */
final class DatabaseConverter implements Converter {
    private final Converter text;
    private final boolean takesEmpty;
    private final boolean bits;

    DatabaseConverter(DestinationColumn column) {
        this.text = new TextConverter(column);
        this.takesEmpty = column.dataType().takes(Special.EMPTY);
        this.bits = column.dataType().takes(Special.BIT);
    }

    @Override
    public Object convert(String value) {
        if (bits && (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"))) {
            return value.equalsIgnoreCase("true") ? "1" : "0";
        }
        return value.isEmpty() && !takesEmpty ? null : text.convert(value);
    }
}
