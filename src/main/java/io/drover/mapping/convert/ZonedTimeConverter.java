package io.drover.mapping.convert;

import io.drover.provider.DataType.Special;
import io.drover.provider.DestinationColumn;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/** Times of day with an offset from UTC; without one they are in UTC. */
final class ZonedTimeConverter implements Converter {
    private static final MappingRefusal NOT_TIME = new MappingRefusal(
            "is not a time of day with an offset: write HH:mm:ss+HH:mm, HH:mm:ssZ or, for UTC, HH:mm:ss");
    private static final String END = Special.END_OF_DAY.toString();

    private final DateTimeText parsed = new DateTimeText();
    private final DestinationColumn column;
    private final SecondDigits digits;

    ZonedTimeConverter(DestinationColumn column) {
        this.column = column;
        this.digits = new SecondDigits(column.scale());
    }

    @Override
    public Object convert(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        boolean end = column.dataType().takes(Special.END_OF_DAY) && stripped.startsWith(END);
        if (!parsed.parseTimeWithOffset(end ? "00:00:00" + stripped.substring(END.length()) : stripped)) {
            return NOT_TIME;
        }
        ZoneOffset offset = parsed.offset() == null ? ZoneOffset.UTC : parsed.offset();
        if (end) {
            return parsed.time().equals(LocalTime.MIDNIGHT) ? END + offset : NOT_TIME;
        }
        LocalTime rounded = digits.round(parsed.time());
        return rounded == null
                ? new MappingRefusal("would become " + END + " when it is rounded to the " + digits.digits()
                        + " digits of a second that " + column.name() + " has")
                : OffsetTime.of(rounded, offset);
    }
}
