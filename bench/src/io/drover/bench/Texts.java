package io.drover.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Text to values, for the forms that the generator writes and no others. */
final class Texts {
    private Texts() {}

    static Object value(Products.Kind kind, String text) {
        if (text == null) {
            return null;
        }
        return switch (kind) {
            case TEXT -> text;
            case SMALLINT, INTEGER -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case DOUBLE -> Double.valueOf(text);
            case BOOLEAN -> isTrue(text);
            case TIMESTAMP -> timestamp(text);
            case DATE -> date(text);
        };
    }

    static boolean isTrue(String text) {
        return text.equals("True");
    }

    /** yyyy-MM-dd. */
    static LocalDate date(String text) {
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    }

    /** dd-MM-yyyy HH:mm:ss:fff. */
    static LocalDateTime timestamp(String text) {
        return LocalDateTime.of(
                number(text, 6, 10),
                number(text, 3, 5),
                number(text, 0, 2),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                number(text, 20, 23) * 1_000_000);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
