package io.drover.provider.format;

import io.drover.provider.value.DatePatterns;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * How values whose type is known are written to files that hold text. Formats are patterns of {@link DateTimeFormatter}, as
 * {@code dd-MM-yyyy HH:mm:ss:SSS}; null is ISO.
 *
 * @param decimalSeparator the character between whole number and fraction, {@code .} or {@code ,}
 * @param dateFormat of dates
 * @param timestampFormat of dates with a time; an offset that it has no letter for is left out
 * @param timeFormat of times
 */
public record ValueFormats(
        char decimalSeparator,
        String dateFormat,
        String timestampFormat,
        String timeFormat,
        String trueText,
        String falseText) {

    /** ISO dates, a decimal point, {@code true} and {@code false}. */
    public static final ValueFormats CANONICAL = new ValueFormats('.', null, null, null, "true", "false");

    /** The same with those of {@code others} in place of what is null; the decimal separator is this one's. */
    public ValueFormats orElse(ValueFormats others) {
        return new ValueFormats(
                decimalSeparator,
                dateFormat == null ? others.dateFormat : dateFormat,
                timestampFormat == null ? others.timestampFormat : timestampFormat,
                timeFormat == null ? others.timeFormat : timeFormat,
                trueText == null ? others.trueText : trueText,
                falseText == null ? others.falseText : falseText);
    }

    /** What is wrong with the formats, as a clause, or null. */
    String problem() {
        OffsetDateTime time = OffsetDateTime.of(LocalDate.EPOCH, LocalTime.NOON, ZoneOffset.UTC);
        String problem = problem("dateFormat", dateFormat, time.toLocalDate());
        problem = problem == null ? problem("timestampFormat", timestampFormat, time) : problem;
        return problem == null ? problem("timeFormat", timeFormat, time.toLocalTime()) : problem;
    }

    private static String problem(String attribute, String format, TemporalAccessor sample) {
        if (format == null) {
            return null;
        }
        Optional<String> trap = DatePatterns.trap(format);
        if (trap.isPresent()) {
            return attribute + "=\"" + format + "\": " + trap.get();
        }
        try {
            String written = DateTimeFormatter.ofPattern(format, Locale.ROOT).format(sample);
            return written.isBlank() ? attribute + "=\"" + format + "\" writes nothing" : null;
        } catch (IllegalArgumentException | DateTimeException e) {
            return attribute + "=\"" + format + "\" is no format for such a value (" + e.getMessage()
                    + "); write one such as dd-MM-yyyy, dd-MM-yyyy HH:mm:ss:SSS or HH:mm";
        }
    }
}
