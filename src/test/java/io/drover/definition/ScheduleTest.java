package io.drover.definition;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.drover.definition.schedule.Schedule;
import io.drover.definition.schedule.Schedule.Due;
import io.drover.definition.schedule.Schedule.Repeat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Copenhagen's clocks: 2026-03-29 02:00 becomes 03:00 (+01 to +02), 2026-10-25 03:00 becomes 02:00 (+02 to +01). */
class ScheduleTest {
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");

    private static Schedule schedule(String begin, Repeat repeat) {
        return new Schedule(LocalDateTime.parse(begin), null, COPENHAGEN, repeat);
    }

    private static Schedule until(String end, Schedule schedule) {
        return new Schedule(schedule.begin(), LocalDateTime.parse(end), schedule.zone(), schedule.repeat());
    }

    private static Instant at(String time) {
        return ZonedDateTime.parse(time).toInstant();
    }

    /** The next {@code count} times after {@code after}, by Copenhagen's clock. */
    private static List<String> times(Schedule schedule, String after, int count) {
        List<String> times = new ArrayList<>();
        Optional<Instant> next = schedule.nextAfter(at(after));
        while (next.isPresent() && times.size() < count) {
            times.add(next.get().atZone(COPENHAGEN).toOffsetDateTime().toString());
            next = schedule.nextAfter(next.get());
        }
        return times;
    }

    @Test
    void onceIsAtBeginOnly() {
        Schedule once = schedule("2026-05-01T06:00:00", new Repeat.Once());

        assertThat(times(once, "2000-01-01T00:00+02:00", 5)).containsExactly("2026-05-01T06:00+02:00");
        assertThat(times(once, "2026-05-01T06:00+02:00", 5)).isEmpty();
    }

    @Test
    void neverIsNever() {
        assertThat(Schedule.NEVER.nextAfter(Instant.EPOCH)).isEmpty();
        assertThat(Schedule.NEVER.between(Instant.EPOCH, at("2100-01-01T00:00Z"), 5))
                .isEqualTo(new Due(List.of(), false));
    }

    @Test
    void minutesAreCountedFromBegin() {
        Schedule schedule = schedule("2026-01-01T00:07:00", new Repeat.Minutes(25));

        assertThat(times(schedule, "2025-01-01T00:00+01:00", 3))
                .containsExactly("2026-01-01T00:07+01:00", "2026-01-01T00:32+01:00", "2026-01-01T00:57+01:00");
        assertThat(times(schedule, "2026-01-01T00:32+01:00", 1)).containsExactly("2026-01-01T00:57+01:00");
        assertThat(times(schedule, "2026-01-01T00:31:59+01:00", 1)).containsExactly("2026-01-01T00:32+01:00");
    }

    @Test
    void minutesAreElapsedTimeThroughBothClockChanges() {
        Schedule hourly = schedule("2026-01-01T00:00:00", new Repeat.Minutes(60));

        assertThat(times(hourly, "2026-03-29T00:30+01:00", 3))
                .containsExactly("2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00");
        assertThat(times(hourly, "2026-10-25T01:30+02:00", 3))
                .containsExactly("2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00", "2026-10-25T03:00+01:00");
    }

    @Test
    void aTimeThatIsSkippedMovesForwardForThatDayOnly() {
        Schedule daily = schedule("2026-01-01T02:30:00", new Repeat.Daily());

        assertThat(times(daily, "2026-03-28T00:00+01:00", 3))
                .containsExactly("2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00");
        assertThat(times(daily, "2026-03-29T03:00+02:00", 1)).containsExactly("2026-03-29T03:30+02:00");
        assertThat(times(daily, "2026-03-29T03:30+02:00", 1)).containsExactly("2026-03-30T02:30+02:00");
    }

    @Test
    void aTimeThatIsThereTwiceIsTheEarlierOne() {
        Schedule daily = schedule("2026-01-01T02:30:00", new Repeat.Daily());

        assertThat(times(daily, "2026-10-24T12:00+02:00", 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
        assertThat(times(daily, "2026-10-25T02:10+01:00", 1)).containsExactly("2026-10-26T02:30+01:00");
    }

    @Test
    void weeksKeepBeginsDayAndTime() {
        Schedule weekly = schedule("2026-03-25T08:00:00", new Repeat.Weekly());

        assertThat(times(weekly, "2026-03-01T00:00+01:00", 3))
                .containsExactly("2026-03-25T08:00+01:00", "2026-04-01T08:00+02:00", "2026-04-08T08:00+02:00");
    }

    @Test
    void monthsKeepBeginsDayWhereThereIsOne() {
        Schedule monthly = schedule("2027-12-31T12:00:00", new Repeat.Monthly());

        assertThat(times(monthly, "2027-12-31T12:00+01:00", 5))
                .containsExactly(
                        "2028-01-31T12:00+01:00",
                        "2028-02-29T12:00+01:00",
                        "2028-03-31T12:00+02:00",
                        "2028-04-30T12:00+02:00",
                        "2028-05-31T12:00+02:00");
        assertThat(times(monthly, "2029-02-28T11:59+01:00", 2))
                .containsExactly("2029-02-28T12:00+01:00", "2029-03-31T12:00+02:00");
    }

    @Test
    void endIsTheLastTimeThatCounts() {
        Schedule daily = until("2026-01-03T06:00:00", schedule("2026-01-01T06:00:00", new Repeat.Daily()));

        assertThat(times(daily, "2025-01-01T00:00+01:00", 9))
                .containsExactly("2026-01-01T06:00+01:00", "2026-01-02T06:00+01:00", "2026-01-03T06:00+01:00");
        assertThat(times(until("2026-01-03T05:59:59", daily), "2026-01-01T12:00+01:00", 9))
                .containsExactly("2026-01-02T06:00+01:00");
    }

    @Test
    void anOldBeginCostsNothing() {
        Schedule schedule = schedule("2000-01-01T00:00:00", new Repeat.Minutes(1));

        assertTimeoutPreemptively(ofSeconds(5), () -> {
            Instant now = at("2026-01-01T00:00:30Z");
            for (int i = 0; i < 100_000; i++) {
                assertThat(schedule.nextAfter(now)).contains(at("2026-01-01T00:01:00Z"));
            }
        });
    }

    @Test
    void cronIsReadInItsZone() {
        Schedule cron = schedule("2000-01-01T00:00:00", new Repeat.Cron("0 15 6 ? * MON-FRI"));

        assertThat(times(cron, "2026-03-27T00:00+01:00", 2))
                .containsExactly("2026-03-27T06:15+01:00", "2026-03-30T06:15+02:00");
    }

    @Test
    void cronKeepsADailyTimeThroughBothClockChanges() {
        Schedule cron = schedule("2000-01-01T00:00:00", new Repeat.Cron("0 0/30 2-3 * * ?"));

        assertThat(times(cron, "2026-03-28T12:00+01:00", 3))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00", "2026-03-30T02:00+02:00");
        assertThat(times(cron, "2026-10-24T12:00+02:00", 5))
                .containsExactly(
                        "2026-10-25T02:00+02:00",
                        "2026-10-25T02:30+02:00",
                        "2026-10-25T03:00+01:00",
                        "2026-10-25T03:30+01:00",
                        "2026-10-26T02:00+01:00");

        Schedule daily = schedule("2000-01-01T00:00:00", new Repeat.Cron("0 30 2 * * ?"));
        assertThat(times(daily, "2026-03-28T12:00+01:00", 2))
                .containsExactly("2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00");
        assertThat(times(daily, "2026-10-24T12:00+02:00", 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    }

    @Test
    void cronForEveryHourGoesOnThroughBothClockChanges() {
        Schedule cron = schedule("2000-01-01T00:00:00", new Repeat.Cron("0 0/30 * * * ?"));

        assertThat(times(cron, "2026-03-29T01:00+01:00", 2))
                .containsExactly("2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00");
        assertThat(times(cron, "2026-10-25T02:00+02:00", 4))
                .containsExactly(
                        "2026-10-25T02:30+02:00",
                        "2026-10-25T02:00+01:00",
                        "2026-10-25T02:30+01:00",
                        "2026-10-25T03:00+01:00");
    }

    @Test
    void cronStaysBetweenBeginAndEnd() {
        Schedule cron = until("2026-01-01T06:02:00", schedule("2026-01-01T06:01:00", new Repeat.Cron("0 * * * * ?")));

        assertThat(times(cron, "2000-01-01T00:00+01:00", 9))
                .containsExactly("2026-01-01T06:01+01:00", "2026-01-01T06:02+01:00");
    }

    @Test
    void cronThatIsNeverDueIsEmpty() {
        assertThat(times(schedule("2000-01-01T00:00:00", new Repeat.Cron("0 0 6 30 2 ?")), "2026-01-01T00:00Z", 1))
                .isEmpty();
        assertThat(times(schedule("2000-01-01T00:00:00", new Repeat.Cron("0 0 6 1 1 ? 2020")), "2026-01-01T00:00Z", 1))
                .isEmpty();
    }

    @Test
    void refusesASchedulesThatWouldStandStill() {
        assertThatThrownBy(() -> new Repeat.Minutes(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsWhatFellDueInASpan() {
        Schedule daily = until("2026-01-05T00:00:00", schedule("2026-01-01T06:00:00", new Repeat.Daily()));

        Due all = daily.between(at("2026-01-02T06:00+01:00"), at("2026-01-04T06:00+01:00"), 10);
        assertThat(all).isEqualTo(new Due(List.of(at("2026-01-03T06:00+01:00"), at("2026-01-04T06:00+01:00")), false));

        Due latest = daily.between(Instant.EPOCH, at("2027-01-01T00:00Z"), 2);
        assertThat(latest).isEqualTo(new Due(all.instants(), true));

        assertThat(daily.between(at("2026-01-04T06:00+01:00"), at("2026-01-04T06:00+01:00"), 2))
                .isEqualTo(new Due(List.of(), false));
        assertThat(daily.between(at("2026-02-01T00:00Z"), at("2026-03-01T00:00Z"), 2))
                .isEqualTo(new Due(List.of(), false));
        assertThat(schedule("2026-01-01T06:00:00", new Repeat.Once())
                        .between(Instant.EPOCH, at("2027-01-01T00:00Z"), 2))
                .isEqualTo(new Due(List.of(at("2026-01-01T06:00+01:00")), false));
    }

    @Test
    void listsTheLatestOfVeryMany() {
        Due expected = new Due(List.of(at("2026-01-01T00:01:00Z"), at("2026-01-01T00:02:00Z")), true);

        assertTimeoutPreemptively(ofSeconds(5), () -> {
            for (Repeat repeat : List.of(new Repeat.Minutes(1), new Repeat.Cron("0 * * * * ?"))) {
                Schedule schedule = schedule("2000-01-01T00:00:00", repeat);
                assertThat(schedule.between(Instant.EPOCH, at("2026-01-01T00:02:30Z"), 2))
                        .isEqualTo(expected);
            }
        });
    }

    @Test
    void listsTheSameTimesThatFollowOneAnother() {
        Instant after = at("2026-03-01T00:00Z");
        Instant until = at("2026-11-01T00:00Z");
        for (Repeat repeat : List.of(
                new Repeat.Minutes(25),
                new Repeat.Daily(),
                new Repeat.Weekly(),
                new Repeat.Monthly(),
                new Repeat.Cron("0 0/25 * * * ?"),
                new Repeat.Cron("0 10/25 1-3 * * ?"),
                new Repeat.Cron("0 30 2 ? * SUN"))) {
            Schedule schedule = schedule("2026-01-31T02:30:00", repeat);
            List<Instant> followed = new ArrayList<>();
            for (Instant next = after;
                    !next.isAfter(until);
                    next = schedule.nextAfter(next).orElseThrow()) {
                followed.add(next);
            }
            followed.remove(0);

            assertThat(schedule.between(after, until, 100_000))
                    .as(repeat.toString())
                    .isEqualTo(new Due(followed, false));
            assertThat(schedule.between(after, until, 7).instants())
                    .as(repeat.toString())
                    .isEqualTo(followed.subList(followed.size() - 7, followed.size()));
        }
    }

    @Test
    void listsCronTimesThatAreFarApart() {
        Schedule yearly = schedule("2000-01-01T00:00:00", new Repeat.Cron("0 0 6 1 1 ?"));

        assertThat(yearly.between(at("2020-06-01T00:00Z"), at("2023-06-01T00:00Z"), 10))
                .isEqualTo(new Due(
                        List.of(
                                at("2021-01-01T06:00+01:00"),
                                at("2022-01-01T06:00+01:00"),
                                at("2023-01-01T06:00+01:00")),
                        false));
    }
}
