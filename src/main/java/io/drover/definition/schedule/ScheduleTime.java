package io.drover.definition.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A due instant as people of its schedule's time zone see it.
 *
 * @param local such as {@code Sun 2026-03-29 03:30:00 +02:00}
 * @param zone IANA name
 * @param clockChange how the clocks have changed since the time before it in a list, or null
 */
public record ScheduleTime(Instant at, String local, String zone, String clockChange) {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss xxx", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /** The next due instants of a schedule after another, at most {@code count}. */
    public static List<ScheduleTime> next(Schedule schedule, Instant after, int count) {
        List<ScheduleTime> times = new ArrayList<>();
        Instant before = after;
        Optional<Instant> next = schedule.nextAfter(before);
        while (next.isPresent() && times.size() < count) {
            times.add(of(next.get(), before, schedule.zone()));
            before = next.get();
            next = schedule.nextAfter(before);
        }
        return times;
    }

    private static ScheduleTime of(Instant at, Instant before, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(before);
        boolean changed = change != null && !change.getInstant().isAfter(at);
        return new ScheduleTime(
                at, LOCAL.format(ZonedDateTime.ofInstant(at, zone)), zone.getId(), changed ? words(change) : null);
    }

    private static String words(ZoneOffsetTransition change) {
        return "the clocks go " + (change.isGap() ? "forward" : "back") + " from "
                + CLOCK.format(change.getDateTimeBefore()) + " to " + CLOCK.format(change.getDateTimeAfter()) + " on "
                + change.getDateTimeBefore().toLocalDate();
    }
}
