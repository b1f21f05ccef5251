package io.drover.store.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.definition.schedule.Schedule;
import io.drover.definition.schedule.Schedule.Repeat;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.task.DueRuns.Due;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.MovableClock;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instants whose decision fails. */
class DueRunsTest {
    @TempDir
    private Path home;

    private final MovableClock clock = new MovableClock();
    private Instant begin;
    private Schedule everyMinute;
    private Store store;
    private DueRuns due;

    @BeforeEach
    void open() {
        store = Store.open(Settings.of(Map.of("drover.data", home.toString())));
        due = new DueRuns(store, clock);
        begin = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        everyMinute = new Schedule(
                LocalDateTime.ofInstant(begin, ZoneOffset.UTC), null, ZoneOffset.UTC, new Repeat.Minutes(1));
        due.takeUp("Poll", everyMinute).ifPresent(due::start);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void fails(RuntimeException failure) {
        clock.pass(Duration.ofMinutes(1));
        Due fallen = due.look("Poll", everyMinute).orElseThrow();
        assertThatThrownBy(() -> due.decide(fallen, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void areDueAgainAtTheNextLookThoughNoTimeHasPassed() {
        fails(new IllegalStateException("no decision"));

        TaskRun run = due.tick("Poll", everyMinute).orElseThrow();

        assertThat(run.scheduled()).isEqualTo(begin.plusSeconds(60));
        assertThat(due.tick("Poll", everyMinute)).as("decided on once").isEmpty();
    }

    @Test
    void thatPassWhileTheDatabaseIsAwayAreRecordedAsThat() {
        RuntimeException away = new ConnectionException(new SQLTransientConnectionException("not available"));
        fails(away);
        fails(away);
        clock.pass(Duration.ofMinutes(1));
        new TaskRuns(store).end(due.tick("Poll", everyMinute).orElseThrow(), Outcome.Completed, null);
        clock.pass(Duration.ofMinutes(2)); // without a look
        assertThat(due.tick("Poll", everyMinute)).isPresent();

        assertThat(new TaskRuns(store)
                        .list("Poll", 9).stream()
                                .filter(run -> run.outcome() == Outcome.Missed)
                                .sorted((a, b) -> a.scheduled().compareTo(b.scheduled())))
                .extracting(TaskRun::outcome, TaskRun::message)
                .containsExactly(
                        tuple(Outcome.Missed, DueRuns.AWAY),
                        tuple(Outcome.Missed, DueRuns.AWAY),
                        tuple(Outcome.Missed, DueRuns.SUSPENDED));
    }
}
