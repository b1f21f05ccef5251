package io.drover.mapping;

import io.drover.mapping.convert.DateTimeText;
import io.drover.mapping.convert.MappingRefusal;
import io.drover.mapping.convert.TimeConverter;
import io.drover.provider.CanonicalText;
import io.drover.provider.ColumnType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Functions on dates and times; between them these are {@link CanonicalText}. */
final class DateFunctions {
    private DateFunctions() {}

    /** What is done with a date or time. */
    private interface OfTemporal {
        /** A temporal, a text, or a {@link MappingRefusal}. */
        Object apply(Temporal value);
    }

    static Function.OfText parse(String format, String language) {
        // "yyyy" means the year of an era, which a strict formatter asks for; nobody means that
        String years = format.indexOf('G') < 0 ? yearsForYearsOfEra(format) : format;
        DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(years)
                .toFormatter(Locale.forLanguageTag(language))
                .withResolverStyle(ResolverStyle.STRICT);
        MappingRefusal refusal = new MappingRefusal("is not a date or time that exists in the form " + format);
        return (value, record) -> {
            String text = value.strip();
            if (text.isEmpty()) {
                return null;
            }
            try {
                TemporalAccessor parsed = formatter.parseBest(
                        text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from, LocalTime::from);
                return CanonicalText.of(parsed);
            } catch (DateTimeException e) {
                return refusal;
            }
        };
    }

    private static String yearsForYearsOfEra(String format) {
        StringBuilder years = new StringBuilder(format.length());
        boolean quoted = false;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            quoted ^= c == '\'';
            years.append(c == 'y' && !quoted ? 'u' : c);
        }
        return years.toString();
    }

    static Function.OfText format(String format, String language) {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(format, Locale.forLanguageTag(language));
        return ofTemporal(
                value -> formatter.format(value instanceof LocalDate date ? date.atStartOfDay() : value),
                "has not all that the form " + format + " writes");
    }

    static Function.OfText shift(Period period, Duration duration) {
        return ofTemporal(
                value -> {
                    Temporal start =
                            value instanceof LocalDate date && !duration.isZero() ? date.atStartOfDay() : value;
                    return (period.isZero() ? start : start.plus(period))
                            .plus(duration.isZero() ? Period.ZERO : duration);
                },
                "cannot be moved by " + period + " and " + duration);
    }

    /** @param withOffset whether the result tells its offset: a column without zones would take it for another time */
    static Function.OfText convertZone(ZoneId from, ZoneId to, boolean withOffset) {
        return ofTemporal(
                value -> {
                    ZonedDateTime zoned = value instanceof OffsetDateTime time
                            ? time.toZonedDateTime()
                            : value instanceof LocalDateTime time ? time.atZone(from) : null;
                    if (zoned == null) {
                        return new MappingRefusal(
                                "is not a date with a time of day, which alone is another time in another zone");
                    }
                    ZonedDateTime there = zoned.withZoneSameInstant(to);
                    return withOffset ? there.toOffsetDateTime() : there.toLocalDateTime();
                },
                "is out of the range of dates");
    }

    /** The time of the run as a column takes it. */
    static String currentTime(ZonedDateTime time, ColumnType type) {
        return CanonicalText.of(
                switch (type) {
                    case DATE -> time.toLocalDate();
                    case TIME -> time.toLocalTime();
                    case TIMESTAMP_WITH_ZONE -> time.toOffsetDateTime();
                    default -> time.toLocalDateTime();
                });
    }

    private static Function.OfText ofTemporal(OfTemporal function, String otherwise) {
        DateTimeText dates = new DateTimeText();
        MappingRefusal refusal = new MappingRefusal(otherwise);
        return (value, record) -> {
            String text = value.strip();
            if (text.isEmpty()) {
                return null;
            }
            if (!dates.parse(text)) {
                return TimeConverter.NOT_DATE_TIME;
            }
            try {
                Object result = function.apply(temporal(dates));
                return result instanceof MappingRefusal ? result : CanonicalText.of(result);
            } catch (DateTimeException | ArithmeticException e) {
                return refusal;
            }
        };
    }

    private static Temporal temporal(DateTimeText parsed) {
        if (parsed.date() == null) {
            return parsed.time();
        }
        if (parsed.time() == null) {
            return parsed.date();
        }
        LocalDateTime local = parsed.date().atTime(parsed.time());
        return parsed.offset() == null ? local : local.atOffset(parsed.offset());
    }
}
