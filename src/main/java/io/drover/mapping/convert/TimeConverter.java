package io.drover.mapping.convert;

import io.drover.provider.ColumnType;
import io.drover.provider.DataType;
import io.drover.provider.DataType.Special;
import io.drover.provider.DestinationColumn;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * Dates and times. What one side does not have is UTC, on every machine alike: a text without offset going into a column
 * with a zone, and a text with offset going into a timestamp without one, which gets the UTC time. Digits of a second beyond
 * those of the column are rounded half up.
 */
public final class TimeConverter implements Converter {
    public static final MappingRefusal NOT_DATE_TIME =
            new MappingRefusal("is not a date or time that exists: write yyyy-MM-dd,"
                    + " yyyy-MM-dd HH:mm:ss (also with T between, .fffffffff, and Z or +HH:mm), dd-MM-yyyy or"
                    + " dd-MM-yyyy HH:mm:ss:fff");
    private static final MappingRefusal NOT_TIME =
            new MappingRefusal("is not a time of day that exists: write HH:mm, HH:mm:ss or HH:mm:ss.fffffffff");
    private static final int LAST_YEAR = 9999;
    /** To 838 hours, where MariaDB ends. */
    private static final Pattern DURATION =
            Pattern.compile("-?([0-9]{2}|[0-7][0-9]{2}|8[0-2][0-9]|83[0-8]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?");

    private static final Pattern END_OF_DAY = Pattern.compile("24:00(:00(\\.0+)?)?");

    private final DateTimeText parsed = new DateTimeText();
    private final String column;
    private final DataType dataType;
    private final ColumnType type;
    private final SecondDigits digits;

    TimeConverter(DestinationColumn column) {
        this.column = column.name();
        this.dataType = column.dataType();
        this.type = column.type();
        this.digits = new SecondDigits(type.isTime() ? column.scale() : DataType.NANOSECONDS);
    }

    @Override
    public Object convert(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        return type == ColumnType.TIME ? time(stripped) : dateTime(stripped);
    }

    private Object time(String text) {
        if (parsed.parse(text) && parsed.date() == null) {
            LocalTime rounded = digits.round(parsed.time());
            return rounded == null ? tooLate("24:00:00") : rounded;
        }
        if (dataType.takes(Special.END_OF_DAY) && END_OF_DAY.matcher(text).matches()) {
            return Special.END_OF_DAY;
        }
        return dataType.takes(Special.DURATION) && DURATION.matcher(text).matches() ? text : NOT_TIME;
    }

    private Object dateTime(String text) {
        if (parsed.parse(text) && parsed.date() != null) {
            return value();
        }
        if (dataType.takes(Special.INFINITY) && text.equalsIgnoreCase(Special.INFINITY.toString())) {
            return Special.INFINITY;
        }
        return dataType.takes(Special.MINUS_INFINITY) && text.equalsIgnoreCase(Special.MINUS_INFINITY.toString())
                ? Special.MINUS_INFINITY
                : NOT_DATE_TIME;
    }

    private Object value() {
        LocalDate date = parsed.date();
        LocalTime time = parsed.time() == null ? LocalTime.MIDNIGHT : parsed.time();
        ZoneOffset offset = parsed.offset() == null ? ZoneOffset.UTC : parsed.offset();
        if (type == ColumnType.DATE) {
            return !time.equals(LocalTime.MIDNIGHT)
                    ? new MappingRefusal("has a time of day, " + column + " takes dates")
                    : fits(date) ? date : noSuchYear(date);
        }
        LocalDateTime whole = LocalDateTime.of(date, time);
        LocalDateTime rounded = digits.round(whole);
        if (date.getYear() <= LAST_YEAR && rounded.getYear() > LAST_YEAR) {
            return tooLate("the year 10000");
        }
        boolean zoned = type == ColumnType.TIMESTAMP_WITH_ZONE;
        LocalDateTime utc = rounded.minusSeconds(offset.getTotalSeconds());
        return fits(utc.toLocalDate())
                ? zoned ? OffsetDateTime.of(rounded, offset) : utc
                : noSuchYear(utc.toLocalDate());
    }

    private boolean fits(LocalDate date) {
        return (date.getYear() > 0 && date.getYear() <= LAST_YEAR) || dataType.takes(Special.LONG_YEARS);
    }

    private MappingRefusal noSuchYear(LocalDate date) {
        return new MappingRefusal("is in the year " + date.getYear() + ", " + column + " takes 1 to " + LAST_YEAR);
    }

    private MappingRefusal tooLate(String limit) {
        return new MappingRefusal("would become " + limit + " when it is rounded to the " + digits.digits()
                + " digits of a second that " + column + " has");
    }
}
