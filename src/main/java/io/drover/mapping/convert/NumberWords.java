package io.drover.mapping.convert;

import io.drover.provider.DataType.Special;
import io.drover.provider.DestinationColumn;
import java.util.Locale;

/** What is no number in columns of numbers: {@code NaN}, {@code Infinity} and {@code -Infinity}, where the column takes them. */
final class NumberWords {
    private final DestinationColumn column;

    NumberWords(DestinationColumn column) {
        this.column = column;
    }

    /** The value, or null when the text is none that the column takes. */
    Double of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> taken(Special.NAN, Double.NaN);
            case "infinity" -> taken(Special.INFINITY, Double.POSITIVE_INFINITY);
            case "-infinity" -> taken(Special.MINUS_INFINITY, Double.NEGATIVE_INFINITY);
            default -> null;
        };
    }

    private Double taken(Special special, double value) {
        return column.dataType().takes(special) ? value : null;
    }
}
