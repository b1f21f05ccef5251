package io.drover.store.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.definition.schedule.Schedule;
import io.drover.definition.schedule.Schedule.Repeat;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * promises.md, fault 32: a week around each change of the clocks, with looks that come late, runs that overrun, restarts under
 * another time zone of the JVM, and a clock that is put forward and back by an hour. What must have been decided is computed
 * in another way: minute by minute.
 */
class SimulatedWeekTest {
    private static final Duration HALF = Duration.ofHours(84);

    @TempDir
    private Path home;

    private final TimeZone jvmZone = TimeZone.getDefault();
    private final Map<String, Schedule> tasks = new LinkedHashMap<>();
    private final Map<String, SortedSet<Instant>> expected = new HashMap<>();
    private final Map<String, TaskRun> running = new HashMap<>();
    private final List<String> begun = new ArrayList<>();
    private final Random random = new Random(32);
    private Instant now;
    private Store store;
    private DueRuns due;
    private String url;

    /** The minutes of a week as a zone's clocks show them, worked out from each instant's local time alone. */
    private static final class Minutes {
        private final TreeMap<Instant, LocalDateTime> local = new TreeMap<>();
        private final TreeMap<LocalDateTime, Instant> first = new TreeMap<>();

        private Minutes(ZoneId zone, Instant from, Instant until) {
            for (Instant at = from.minus(2, ChronoUnit.DAYS);
                    !at.isAfter(until.plus(2, ChronoUnit.DAYS));
                    at = at.plus(1, ChronoUnit.MINUTES)) {
                LocalDateTime shown = LocalDateTime.ofInstant(at, zone);
                local.put(at, shown);
                first.putIfAbsent(shown, at);
            }
        }

        /** Each time that the clocks show, however often they show it. */
        private SortedSet<Instant> shown(Predicate<LocalDateTime> rule) {
            SortedSet<Instant> found = new TreeSet<>();
            local.forEach((at, shown) -> {
                if (rule.test(shown)) {
                    found.add(at);
                }
            });
            return found;
        }

        /** Each time of the calendar once: a time that comes twice the first time, one that never comes as much later. */
        private SortedSet<Instant> ofCalendar(Predicate<LocalDateTime> rule) {
            SortedSet<Instant> found = new TreeSet<>();
            for (LocalDateTime time = first.firstKey(); time.isBefore(first.lastKey()); time = time.plusMinutes(1)) {
                if (rule.test(time)) {
                    Instant at = first.get(time);
                    if (at == null) {
                        LocalDateTime shownBefore = first.lowerKey(time);
                        at = first.get(shownBefore)
                                .plus(ChronoUnit.MINUTES.between(shownBefore, time), ChronoUnit.MINUTES);
                    }
                    found.add(at);
                }
            }
            return found;
        }
    }

    @BeforeEach
    void open() {
        reopen("h2", "jdbc:h2:file:" + home.resolve("week"));
    }

    private void reopen(String name, String jdbc) {
        url = jdbc;
        store = Store.open(Settings.of(Map.of("drover.data", home.resolve(name).toString(), "drover.store.url", jdbc)));
        due = new DueRuns(store, clock());
    }

    @AfterEach
    void close() {
        TimeZone.setDefault(jvmZone);
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Copenhagen, 2026-03-29T01:00:00Z",
        "Europe/Copenhagen, 2026-10-25T01:00:00Z",
        "America/New_York, 2026-03-08T07:00:00Z",
        "America/New_York, 2026-11-01T06:00:00Z",
        "Australia/Lord_Howe, 2026-04-04T15:00:00Z",
        "Australia/Lord_Howe, 2026-10-03T15:30:00Z",
        "Asia/Kolkata, 2028-02-29T00:00:00Z" // no change, but a leap day
    })
    void everyInstantIsDecidedOnce(String zone, Instant change) throws SQLException {
        week(ZoneId.of(zone), change);
    }

    /** The zone of the JVM, of the database and of the schedule are three. */
    @ParameterizedTest
    @CsvSource("Europe/Copenhagen, 2026-10-25T01:00:00Z")
    void everyInstantIsDecidedOnceOnPostgres(String zone, Instant change) throws SQLException {
        store.close();
        TestPostgres.Database database = TestPostgres.shared().createDatabase();
        try (var connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + connection.getCatalog() + " SET timezone TO 'Asia/Kolkata'");
        }
        TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
        reopen("postgres", database.url());
        week(ZoneId.of(zone), change);
    }

    private void week(ZoneId zone, Instant change) throws SQLException {
        Instant from = change.minus(HALF);
        Instant until = change.plus(HALF);
        define(
                zone,
                from,
                until,
                LocalDateTime.ofInstant(change.plusSeconds(3600), zone).toLocalDate());
        now = from;
        takeUp();
        for (int look = 1; now.isBefore(until) || !running.isEmpty(); look++) {
            now = now.plusSeconds(60L * (1 + random.nextInt(3))).plusMillis(random.nextInt(900));
            if (!now.isBefore(until)) {
                now = until;
            }
            tick(now.equals(until));
            if (look % 700 == 0 && now.plus(4, ChronoUnit.HOURS).isBefore(until)) {
                restart(look);
            } else if (look % 900 == 0 && now.isBefore(until)) {
                now = now.plus(look % 1800 == 0 ? 1 : -1, ChronoUnit.HOURS);
            }
            now = now.isAfter(until) ? until : now;
        }
        tick(true);
        compare(from, until);
    }

    private void tick(boolean endAll) {
        for (Map.Entry<String, Schedule> task : tasks.entrySet()) {
            // Most runs are short; some go on for an hour or two
            if (running.containsKey(task.getKey()) && (endAll || random.nextInt(30) == 0)) {
                new TaskRuns(store).end(running.remove(task.getKey()), Outcome.Completed, null);
            }
            due.tick(task.getKey(), task.getValue()).ifPresent(this::begin);
        }
    }

    private void begin(TaskRun run) {
        begun.add(run.task() + " " + run.scheduled());
        if (random.nextInt(8) == 0) {
            running.put(run.task(), run);
        } else {
            new TaskRuns(store).end(run, Outcome.Completed, null);
        }
    }

    private void takeUp() {
        tasks.forEach((name, schedule) -> {
            boolean runMissed = random.nextBoolean();
            due.takeUp(name, schedule).ifPresent(passed -> {
                if (runMissed) {
                    due.start(passed).ifPresent(this::begin);
                } else {
                    due.miss(passed);
                }
            });
        });
    }

    private void restart(int look) {
        store.close();
        running.clear();
        now = now.plus(random.nextInt(180), ChronoUnit.MINUTES);
        TimeZone.setDefault(TimeZone.getTimeZone(look % 1400 == 0 ? "Australia/Lord_Howe" : "America/St_Johns"));
        reopen("again", url);
        try (var connection = store.dataSource(Store.OWN).getConnection();
                Statement statement = connection.createStatement()) {
            // The lease of the node that was before would have run out meanwhile
            statement.execute("UPDATE drover.task_run SET outcome = 'Interrupted', running_task = NULL,"
                    + " ended = CURRENT_TIMESTAMP WHERE running_task IS NOT NULL");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        takeUp();
    }

    private void compare(Instant from, Instant until) {
        Map<String, SortedSet<Instant>> decided = new HashMap<>();
        tasks.keySet().forEach(task -> decided.put(task, new TreeSet<>()));
        for (String task : tasks.keySet()) {
            for (TaskRun run : new TaskRuns(store).list(task, 100_000)) {
                assertThat(run.outcome()).as(task + " " + run.scheduled()).isNotEqualTo(Outcome.Running);
                assertThat(decided.get(task).add(run.scheduled())).isTrue();
            }
            SortedSet<Instant> due = new TreeSet<>(expected.get(task));
            due.removeIf(at -> !at.isAfter(from) || at.isAfter(until));
            assertThat(due).as("the other calculation").isNotEmpty();
            assertThat(decided.get(task)).as(task).isEqualTo(due);
        }
        assertThat(begun).doesNotHaveDuplicates();
    }

    private void define(ZoneId zone, Instant from, Instant until, LocalDate changeDay) {
        Minutes minutes = new Minutes(zone, from, until);
        for (int count : new int[] {15, 25, 60, 720}) {
            LocalDateTime begin = LocalDateTime.of(2026, 1, 1, 0, 10);
            Instant first = begin.atZone(zone).toInstant();
            add(
                    "every " + count + " minutes",
                    new Schedule(begin, null, zone, new Repeat.Minutes(count)),
                    minutes.local.keySet().stream()
                            .filter(at -> ChronoUnit.MINUTES.between(first, at) % count == 0)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        for (String time : List.of("00:00", "01:30", "01:45", "02:00", "02:15", "02:30", "03:00", "12:00")) {
            LocalTime clock = LocalTime.parse(time);
            add(
                    "daily at " + time,
                    new Schedule(LocalDate.of(2026, 1, 1).atTime(clock), null, zone, new Repeat.Daily()),
                    minutes.ofCalendar(local -> local.toLocalTime().equals(clock)));
        }
        LocalTime night = LocalTime.of(2, 10);
        int day = Math.min(28, changeDay.getDayOfMonth());
        add(
                "weekly",
                new Schedule(changeDay.minusWeeks(8).atTime(night), null, zone, new Repeat.Weekly()),
                minutes.ofCalendar(local ->
                        local.toLocalTime().equals(night) && local.getDayOfWeek() == changeDay.getDayOfWeek()));
        add(
                "monthly",
                new Schedule(
                        changeDay.withDayOfMonth(day).minusMonths(3).atTime(night), null, zone, new Repeat.Monthly()),
                minutes.ofCalendar(local -> local.toLocalTime().equals(night) && local.getDayOfMonth() == day));
        cron(zone, "0 15 2 * * ?", minutes.ofCalendar(at -> is(at, 2, 15)));
        cron(zone, "0 45 1 * * ?", minutes.ofCalendar(at -> is(at, 1, 45)));
        cron(
                zone,
                "0 0/20 1-3 * * ?",
                minutes.ofCalendar(at -> at.getHour() >= 1 && at.getHour() <= 3 && at.getMinute() % 20 == 0));
        cron(
                zone,
                "0 0 6 ? * MON-FRI",
                minutes.ofCalendar(at -> is(at, 6, 0) && at.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0));
        cron(zone, "0 0/30 * * * ?", minutes.shown(at -> at.getMinute() % 30 == 0));
        cron(zone, "0 10 0/2 * * ?", minutes.shown(at -> at.getMinute() == 10 && at.getHour() % 2 == 0));
        cron(
                zone,
                "0 5 2 " + changeDay.getDayOfMonth() + " * ?",
                minutes.ofCalendar(at -> is(at, 2, 5) && at.getDayOfMonth() == changeDay.getDayOfMonth()));
    }

    private static boolean is(LocalDateTime time, int hour, int minute) {
        return time.getHour() == hour && time.getMinute() == minute;
    }

    private void cron(ZoneId zone, String expression, SortedSet<Instant> instants) {
        add(expression, new Schedule(Schedule.NEVER.begin(), null, zone, new Repeat.Cron(expression)), instants);
    }

    private void add(String name, Schedule schedule, SortedSet<Instant> instants) {
        tasks.put(name, schedule);
        expected.put(name, instants);
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }
}
