package io.drover.connection;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;

/** The header Retry-After: seconds, or a date in one of the three forms of RFC 9110, 5.6.7. */
public final class RetryAfter {
    /** Each without its day of the week, which old servers have wrong when the century is guessed. */
    private static final List<DateTimeFormatter> FORMS =
            List.of(form("d MMM yyyy H:mm:ss zzz"), form("d-MMM-yy H:mm:ss zzz"), form("MMM d H:mm:ss yyyy"));

    /** What has two digits and would be further ahead is of the century before. */
    private static final int MOST_YEARS = 50;

    private RetryAfter() {}

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
    }

    /**
     * How long to wait.
     *
     * @param header its value, or an empty text
     * @return whole seconds, rounded up; null when the header does not say it
     */
    public static Duration of(String header) {
        String value = header.strip().replaceAll(" +", " ");
        if (value.matches("\\d{1,18}(\\.\\d{1,9})?")) {
            return Duration.ofSeconds(
                    new BigDecimal(value).setScale(0, RoundingMode.CEILING).longValueExact());
        }
        Instant until = date(value);
        if (until == null) {
            return null;
        }
        Duration left = Duration.between(Instant.now(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Null when it is none. */
    private static Instant date(String value) {
        for (DateTimeFormatter form : FORMS) {
            try {
                ZonedDateTime date = ZonedDateTime.from(form.parse(value.replaceFirst("^\\p{Alpha}+,? ", "")));
                boolean last = date.isAfter(ZonedDateTime.now(ZoneOffset.UTC).plusYears(MOST_YEARS));
                return (last ? date.minusYears(100) : date).toInstant();
            } catch (DateTimeException e) {
                // Another form, perhaps
            }
        }
        return null;
    }
}
