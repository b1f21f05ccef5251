package io.drover.mapping.convert;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Dates and times. What one side does not have is UTC, on every machine alike: a text without offset going into a column
 * with a zone, and a text with offset going into a timestamp without one, which gets the UTC time.
 */
public final class TimeConverter implements Converter {
    public static final MappingRefusal NOT_DATE_TIME =
            new MappingRefusal("is not a date or time that exists: write yyyy-MM-dd,"
                    + " yyyy-MM-dd HH:mm:ss (also with T between, .fffffffff, and Z or +HH:mm), dd-MM-yyyy or"
                    + " dd-MM-yyyy HH:mm:ss:fff");
    private static final MappingRefusal NOT_TIME =
            new MappingRefusal("is not a time of day that exists: write HH:mm, HH:mm:ss or HH:mm:ss.fffffffff");

    private final DateTimeText parsed = new DateTimeText();
    private final String column;
    private final ColumnType type;

    TimeConverter(DestinationColumn column) {
        this.column = column.name();
        this.type = column.type();
    }

    @Override
    public Object convert(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        boolean known = parsed.parse(stripped);
        if (type == ColumnType.TIME) {
            return known && parsed.date() == null ? parsed.time() : NOT_TIME;
        }
        return known && parsed.date() != null ? value() : NOT_DATE_TIME;
    }

    private Object value() {
        LocalDate date = parsed.date();
        LocalTime time = parsed.time() == null ? LocalTime.MIDNIGHT : parsed.time();
        ZoneOffset offset = parsed.offset() == null ? ZoneOffset.UTC : parsed.offset();
        return switch (type) {
            case DATE ->
                time.equals(LocalTime.MIDNIGHT)
                        ? date
                        : new MappingRefusal("has a time of day, " + column + " takes dates");
            case TIMESTAMP -> LocalDateTime.of(date, time).minusSeconds(offset.getTotalSeconds());
            default -> OffsetDateTime.of(date, time, offset);
        };
    }
}
