package io.drover.definition.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The instants at which a task is due. Pure arithmetic: no clock, no state.
 *
 * <p>Repeats are anchored at {@code begin}: the n-th instant is begin + n intervals, by the calendar of {@code zone} for
 * days, weeks and months. A local time that does not exist (clocks go forward) moves forward by the length of the gap; one
 * that exists twice is the earlier one. The same holds for cron, except that an expression for every hour (or every n-th:
 * {@code *} or {@code 0/n}) goes by elapsed time where the clocks change, as repeats by minutes do.
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
        record Minutes(int count) implements Repeat {
            public Minutes {
                if (count < 1) {
                    throw new IllegalArgumentException("A schedule cannot repeat every " + count + " minutes");
                }
            }
        }

        /** Every day at begin's time of day. */
        record Daily() implements Repeat {}

        /** Every week on begin's day. */
        record Weekly() implements Repeat {}

        /** Every month on begin's day of the month, or on the month's last day where it has fewer days. */
        record Monthly() implements Repeat {}

        /** A cron expression as Quartz writes it: six or seven fields, seconds first. */
        record Cron(String expression) implements Repeat {}
    }

    /**
     * Some of the instants of a span of time.
     *
     * @param instants the latest of them, in time order
     * @param more whether the span has earlier ones too
     */
    public record Due(List<Instant> instants, boolean more) {
        public Due {
            instants = List.copyOf(instants);
        }
    }

    /** The schedule as people say it, such as {@code weekly on Monday at 02:00 Europe/Copenhagen}. */
    public String inWords() {
        String words = ScheduleWords.of(this);
        return zone.getId().equals("UTC") || repeat instanceof Repeat.Never ? words : words + " " + zone.getId();
    }

    /** The first instant strictly after {@code instant}, or empty when there is none. */
    public Optional<Instant> nextAfter(Instant instant) {
        return Occurrences.of(this).nextAfter(instant).filter(next -> !next.isAfter(last(next)));
    }

    /**
     * The instants after {@code after} and not after {@code until}: the latest {@code limit} of them. The cost does not grow
     * with how many more there are.
     *
     * @param limit at least 1
     */
    public Due between(Instant after, Instant until, int limit) {
        Instant last = last(until);
        if (!after.isBefore(last)) {
            return new Due(List.of(), false);
        }
        Occurrences all = Occurrences.of(this);
        List<Instant> latest = all.latest(after, last, limit);
        boolean more = !latest.isEmpty()
                && all.nextAfter(after).filter(latest.get(0)::isAfter).isPresent();
        return new Due(latest, more);
    }

    /**
     * When to look whether an instant is due, as a Quartz cron expression: every minute at the schedule's seconds. Which of these
     * instants are due is the schedule's own arithmetic.
     */
    public String looks() {
        String seconds = repeat instanceof Repeat.Cron cron
                ? CronExpression.parse(cron.expression()).seconds().stream()
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(","))
                : String.valueOf(begin.getSecond());
        return seconds + " * * * * ?";
    }

    /** The end, where it comes before {@code instant}. */
    private Instant last(Instant instant) {
        Instant ends = end == null ? instant : end.atZone(zone).toInstant();
        return ends.isBefore(instant) ? ends : instant;
    }
}
