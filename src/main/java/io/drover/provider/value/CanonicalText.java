package io.drover.provider.value;

import io.drover.provider.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Base64;

/**
 * Typed values as text, the same for every source and destination: numbers with a point and without an exponent, {@code
 * true} and {@code false}, dates {@code 2026-11-21}, times {@code 09:05:00}, timestamps {@code 2026-11-21 09:05:00.25} with an
 * offset {@code +01:00} where the type has one, binary as Base64, arrays as {@link ArrayValue} has them. Years that do not have
 * four digits have a sign, as in ISO 8601: {@code +10000}, {@code -0043} for 44 before Christ, {@code +0000} for the year before 1.
 */
public final class CanonicalText {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private CanonicalText() {}

    /** The text of a value of one of the classes that {@link ColumnType} names; null for null. */
    public static String of(Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Double || value instanceof Float) {
            return number((Number) value);
        }
        if (value instanceof Temporal temporal) {
            return temporal(temporal);
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value.toString();
    }

    private static String number(Number value) {
        double number = value.doubleValue();
        if (number == 0 && Double.doubleToRawLongBits(number) != 0) {
            return "-0";
        }
        return Double.isFinite(number)
                ? new BigDecimal(value.toString()).stripTrailingZeros().toPlainString()
                : value.toString();
    }

    private static String temporal(Temporal value) {
        if (value instanceof LocalDate date) {
            return date(date);
        }
        if (value instanceof LocalTime time) {
            return TIME.format(time);
        }
        if (value instanceof OffsetTime time) {
            return TIME.format(time) + time.getOffset();
        }
        if (value instanceof LocalDateTime time) {
            return date(time.toLocalDate()) + ' ' + TIME.format(time);
        }
        return value instanceof OffsetDateTime time
                ? date(time.toLocalDate()) + ' ' + TIME.format(time) + time.getOffset()
                : value.toString();
    }

    /** Java writes the year 0 without a sign. */
    private static String date(LocalDate date) {
        return date.getYear() == 0 ? "+" + date : date.toString();
    }
}
