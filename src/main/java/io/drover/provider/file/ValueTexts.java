package io.drover.provider.file;

import io.drover.provider.DestinationColumn;
import io.drover.provider.format.ValueFormats;
import io.drover.provider.value.CanonicalText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The values of rows as a file has them: canonical text in the formats that the job asks for. Texts, and values that are not
 * what their type says (PostgreSQL's date {@code infinity}), are left as they are.
 */
public final class ValueTexts {
    /** By column; null for those whose canonical text stays. */
    private final UnaryOperator<String>[] formats;

    private ValueTexts(UnaryOperator<String>[] formats) {
        this.formats = formats;
    }

    /** Prepares for rows of these columns. */
    @SuppressWarnings("unchecked") // an array of a generic type
    public static ValueTexts of(ValueFormats formats, List<DestinationColumn> columns) {
        return new ValueTexts(
                columns.stream().map(column -> format(column, formats)).toArray(UnaryOperator[]::new));
    }

    /**
     * The text of a value.
     *
     * @param column its index in the row
     * @return null for null
     */
    public String text(int column, Object value) {
        String text = CanonicalText.of(value);
        UnaryOperator<String> format = formats[column];
        return format == null || text == null ? text : format.apply(text);
    }

    private static UnaryOperator<String> format(DestinationColumn column, ValueFormats formats) {
        return switch (column.type()) {
            case DECIMAL, DOUBLE ->
                formats.decimalSeparator() == '.' ? null : text -> text.replace('.', formats.decimalSeparator());
            case BOOLEAN -> booleans(formats);
            case DATE ->
                quick(
                        formats.dateFormat(),
                        false,
                        dates(formats.dateFormat(), (text, format) -> format.format(LocalDate.parse(text))));
            case TIME -> dates(formats.timeFormat(), (text, format) -> format.format(LocalTime.parse(text)));
            case TIMESTAMP ->
                quick(
                        formats.timestampFormat(),
                        true,
                        dates(
                                formats.timestampFormat(),
                                (text, format) -> format.format(LocalDateTime.parse(text.replace(' ', 'T')))));
            case TIMESTAMP_WITH_ZONE -> zoned(formats.timestampFormat());
            default -> null;
        };
    }

    private static UnaryOperator<String> booleans(ValueFormats formats) {
        if (formats.trueText().equals("true") && formats.falseText().equals("false")) {
            return null;
        }
        return text -> switch (text) {
            case "true" -> formats.trueText();
            case "false" -> formats.falseText();
            default -> text;
        };
    }

    /** Without parsing where that will do. */
    private static UnaryOperator<String> quick(String pattern, boolean timestamp, UnaryOperator<String> careful) {
        DigitFormat digits = pattern == null ? null : DigitFormat.of(pattern, timestamp);
        if (digits == null) {
            return careful;
        }
        return text -> {
            String quick = digits.apply(text);
            return quick == null ? careful.apply(text) : quick;
        };
    }

    private static boolean isSigned(String text) {
        return text.startsWith("+") || text.startsWith("-");
    }

    /** In a format that has no offset the time is that of UTC, as a reader without an offset takes it. */
    private static UnaryOperator<String> zoned(String pattern) {
        boolean hasOffset = pattern != null && hasOffset(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
        return dates(pattern, (text, format) -> {
            OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', 'T'));
            return format.format(hasOffset ? time : time.withOffsetSameInstant(ZoneOffset.UTC));
        });
    }

    private static boolean hasOffset(DateTimeFormatter format) {
        OffsetDateTime sample = OffsetDateTime.of(LocalDateTime.of(2026, 1, 1, 0, 0), ZoneOffset.UTC);
        return !format.format(sample).equals(format.format(sample.withOffsetSameLocal(ZoneOffset.ofHours(1))));
    }

    /** Writes a canonical text in another format. */
    private interface Reformat {
        String apply(String text, DateTimeFormatter format);
    }

    private static UnaryOperator<String> dates(String pattern, Reformat reformat) {
        if (pattern == null) {
            return null;
        }
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        return text -> {
            try {
                // A year that has not four digits would be another one in most formats
                return isSigned(text) ? text : reformat.apply(text, format);
            } catch (DateTimeException e) {
                return text;
            }
        };
    }
}
