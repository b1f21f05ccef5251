package io.drover.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.definition.schedule.Schedule;
import io.drover.definition.schedule.Schedule.Repeat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The next five instants of schedules, asked at any time of three years in many zones, are those that are found by hand. */
class ScheduleByHandTest {
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate TO = LocalDate.of(2029, 1, 1);
    /** Clocks that change by an hour, half an hour, two hours or a whole day; in the north, the south, at midnight; or never. */
    private static final List<ZoneId> ZONES = Stream.of(
                    "UTC",
                    "Europe/Copenhagen",
                    "Europe/Dublin",
                    "America/New_York",
                    "America/St_Johns",
                    "America/Santiago",
                    "America/Nuuk",
                    "America/Havana",
                    "Africa/Cairo",
                    "Africa/Casablanca",
                    "Asia/Beirut",
                    "Asia/Kathmandu",
                    "Australia/Lord_Howe",
                    "Pacific/Chatham",
                    "Antarctica/Troll")
            .map(ZoneId::of)
            .toList();

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 8 1W * ?",
                "0 0 8 15W * ?",
                "0 30 2 29W * ?",
                "0 0 8 30W * ?",
                "0 0 8 31W * ?",
                "0 0 8 LW * ?",
                "0 0 8 L-1W * ?",
                "0 30 2 L-2W * ?",
                "0 0 8 L-27W * ?",
                "0 0 8 L-30W * ?",
                "0 0 8 L-30 * ?",
                "0 0 8 L * ?",
                "0 0 8 15W,16W * ?",
                "0 0 8 1,14,L * ?",
                "0 0 8 LW,15,L-3 * ?",
                "0 0 8 1W,28-3 * ?",
                "0 0 8 L,15 2 ?",
                "0 0 8 ? * 6L",
                "0 0 8 ? * FRIL,MON#1,MON#3",
                "0 0 8 ? * MON,FRI#5",
                "0 0 8 ? * L",
                "0 0 8 ? * MON/2",
                "0 0 8 ? * MON-FRI/2",
                "0 0 8 ? * 2-6/2",
                "0 0 8 ? * FRI-MON",
                "0 0 8 ? * FRI-TUE/2",
                "0 0 8 ? JAN-MAR/2 MON",
                "0 0 8 1 FEB/5 ?",
                "0 0 8 ? NOV-FEB MON",
                "0 0 8 1 JAN,JUL ?",
                "0 0 8 29 2 ? 2028/4",
                "0 0 8 1/10 * ?",
                "0 30 2 * * ?",
                "0 0/30 2-3 * * ?",
                "0 0 22-2 * * ?",
                "10/25 15 0,1,2,3 ? * SUN",
                "0 30 0-23/5 * * ? 2027"
            })
    void cronAsItIsReadDayByDay(String cron) {
        // Every hour of the day in 0-23/5 is counted from midnight, as */5 is
        boolean everyHour = cron.contains("0-23/5");
        for (ZoneId zone : some(3)) {
            CronByHand hand = new CronByHand(cron);
            check(cron(cron, zone), everyHour ? hand.shown(FROM, TO, zone) : hand.ofCalendar(FROM, TO, zone));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 * * * ?",
                "0 45/15 */3 ? * SAT-SUN",
                "0 10 /6 * * ?",
                "0 20 0/4 1W,L-1W * ?",
                "0 5 0-23 * 3,10 ?"
            })
    void cronForEveryHourAsTheClocksShowIt(String cron) {
        for (ZoneId zone : some(2)) {
            check(cron(cron, zone), new CronByHand(cron).shown(FROM, TO, zone));
        }
    }

    @Test
    void anyCron() {
        for (int i = 0; i < 150; i++) {
            String cron = new RandomCron(random).expression();
            ZoneId zone = some(1).get(0);
            check(cron(cron, zone), new CronByHand(cron).ofCalendar(FROM, TO, zone));
        }
    }

    @Test
    void daysWeeksAndMonths() {
        for (ZoneId zone : ZONES) {
            LocalDateTime begin = FROM.withDayOfMonth(29 + random.nextInt(3)).atTime(random.nextInt(4), 30);
            check(new Schedule(begin, null, zone, new Repeat.Daily()), days(begin, zone, day -> true));
            check(
                    new Schedule(begin, null, zone, new Repeat.Weekly()),
                    days(begin, zone, day -> day.getDayOfWeek() == begin.getDayOfWeek()));
            check(
                    new Schedule(begin, null, zone, new Repeat.Monthly()),
                    days(
                            begin,
                            zone,
                            day -> day.getDayOfMonth() == Math.min(begin.getDayOfMonth(), day.lengthOfMonth())));
        }
    }

    @Test
    void minutes() {
        for (int every : List.of(60, 35, 24 * 60)) {
            ZoneId zone = some(1).get(0);
            LocalDateTime begin = FROM.atTime(1, 7);
            NavigableSet<Instant> found = new TreeSet<>();
            for (Instant at = begin.atZone(zone).toInstant();
                    at.isBefore(end(zone));
                    at = at.plusSeconds(every * 60L)) {
                found.add(at);
            }
            check(new Schedule(begin, null, zone, new Repeat.Minutes(every)), found);
        }
    }

    @Test
    void aDayThatAZoneLeavesOut() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        for (String cron : List.of("0 0 8 * * ?", "0 0 8 30 12 ?", "0 0 8 LW,30W * ?")) {
            check(
                    cron(cron, apia),
                    new CronByHand(cron).ofCalendar(LocalDate.of(2011, 1, 1), LocalDate.of(2014, 1, 1), apia));
        }
    }

    private static NavigableSet<Instant> days(LocalDateTime begin, ZoneId zone, Predicate<LocalDate> due) {
        NavigableSet<Instant> found = new TreeSet<>();
        begin.toLocalDate()
                .datesUntil(TO)
                .filter(due)
                .forEach(day ->
                        found.add(day.atTime(begin.toLocalTime()).atZone(zone).toInstant()));
        return found;
    }

    private static Schedule cron(String cron, ZoneId zone) {
        return new Schedule(Schedule.NEVER.begin(), null, zone, new Repeat.Cron(cron));
    }

    private List<ZoneId> some(int count) {
        return random.ints(0, ZONES.size())
                .distinct()
                .limit(count)
                .mapToObj(ZONES::get)
                .toList();
    }

    private static Instant end(ZoneId zone) {
        return TO.atStartOfDay(zone).toInstant();
    }

    /** All instants one after the other, and the next five from times around them and between them. */
    private void check(Schedule schedule, NavigableSet<Instant> byHand) {
        if (byHand.isEmpty()) {
            return;
        }
        String about = "%s, seed %d".formatted(schedule, seed);
        Instant before = byHand.first().minusNanos(1);
        assertThat(next(schedule, before, byHand.size())).as(about).isEqualTo(List.copyOf(byHand));
        List<Instant> all = List.copyOf(byHand);
        for (int i = 0; i < 60; i++) {
            Instant near = all.get(random.nextInt(all.size())).plusSeconds(random.nextInt(5 * 86_400) - 2 * 86_400L);
            if (!near.isBefore(before) && byHand.higher(near) != null) {
                List<Instant> expected =
                        byHand.tailSet(near, false).stream().limit(5).toList();
                assertThat(next(schedule, near, expected.size()))
                        .as("%s, after %s", about, near)
                        .isEqualTo(expected);
                assertThat(schedule.between(before, near, 5).instants())
                        .as("%s, until %s", about, near)
                        .isEqualTo(latest(byHand, near));
            }
        }
    }

    private static List<Instant> latest(NavigableSet<Instant> byHand, Instant until) {
        List<Instant> latest = new ArrayList<>(
                byHand.headSet(until, true).descendingSet().stream().limit(5).toList());
        Collections.reverse(latest);
        return latest;
    }

    private static List<Instant> next(Schedule schedule, Instant after, int count) {
        List<Instant> found = new ArrayList<>();
        Optional<Instant> next = schedule.nextAfter(after);
        while (next.isPresent() && found.size() < count) {
            found.add(next.get());
            next = schedule.nextAfter(next.get());
        }
        return found;
    }
}
