package io.drover.definition.schedule;

import io.drover.definition.schedule.Schedule.Repeat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A schedule's instants in time order, without its end. */
interface Occurrences {
    static Occurrences of(Schedule schedule) {
        LocalDateTime begin = schedule.begin();
        ZoneId zone = schedule.zone();
        Instant first = begin.atZone(zone).toInstant();
        Repeat repeat = schedule.repeat();
        if (repeat instanceof Repeat.Minutes minutes) {
            return AnchoredOccurrences.minutes(first, minutes.count());
        } else if (repeat instanceof Repeat.Daily) {
            return AnchoredOccurrences.calendar(begin, zone, ChronoUnit.DAYS);
        } else if (repeat instanceof Repeat.Weekly) {
            return AnchoredOccurrences.calendar(begin, zone, ChronoUnit.WEEKS);
        } else if (repeat instanceof Repeat.Monthly) {
            return AnchoredOccurrences.calendar(begin, zone, ChronoUnit.MONTHS);
        } else if (repeat instanceof Repeat.Cron cron) {
            return new CronOccurrences(cron.expression(), first, zone);
        }
        return AnchoredOccurrences.first(first, repeat instanceof Repeat.Once ? 1 : 0);
    }

    /** The first one strictly after {@code instant}. */
    Optional<Instant> nextAfter(Instant instant);

    /** The latest {@code limit} (at least 1) of those after {@code after} and not after {@code until}, in time order. */
    List<Instant> latest(Instant after, Instant until, int limit);
}
