package io.drover.provider.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.drover.provider.ColumnType;
import java.util.regex.Pattern;

/** Writes values as JSON has them. */
final class JsonText {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private JsonText() {}

    static StringBuilder quote(StringBuilder row, String text) {
        row.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, row);
        return row.append('"');
    }

    /** Adds a value: numbers and booleans bare where that is their type, null as null, all else in quotes. */
    static void value(StringBuilder row, ColumnType type, String text) {
        if (text == null) {
            row.append("null");
            return;
        }
        switch (type) {
            case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> {
                if (NUMBER.matcher(text).matches()) {
                    row.append(text);
                } else {
                    quote(row, text); // not a number, infinity
                }
            }
            case BOOLEAN -> {
                if (text.equals("true") || text.equals("false")) {
                    row.append(text);
                } else {
                    quote(row, text);
                }
            }
            case JSON -> row.append(text);
            case TIMESTAMP, TIMESTAMP_WITH_ZONE -> quote(row, text.replace(' ', 'T')); // as JSON's readers want it
            default -> quote(row, text);
        }
    }
}
