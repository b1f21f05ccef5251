package io.drover.mapping.convert;

import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * Rounds times, half up, to the digits of a second that a column has.
 *
 * @param digits 0 to 9
 */
record SecondDigits(int digits) {
    private static final long DAY = 86_400_000_000_000L;

    /** The time; null when it would be that of the day's end. */
    LocalTime round(LocalTime time) {
        long nanos = nanos(time);
        return nanos < DAY ? LocalTime.ofNanoOfDay(nanos) : null;
    }

    /** The time, perhaps the first one of the next day. */
    LocalDateTime round(LocalDateTime time) {
        long nanos = nanos(time.toLocalTime());
        return nanos == time.toLocalTime().toNanoOfDay()
                ? time
                : time.toLocalDate().atStartOfDay().plusNanos(nanos);
    }

    private long nanos(LocalTime time) {
        long step = 1;
        for (int i = digits; i < 9; i++) {
            step *= 10;
        }
        return (time.toNanoOfDay() + step / 2) / step * step;
    }
}
