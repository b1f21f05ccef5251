package io.drover.task;

import static io.drover.testing.ErpTask.PRODUCTS;
import static io.drover.testing.ErpTask.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ConsoleLines;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When tasks run: each due instant ends as a run, as Skipped or as Missed, and that is recorded. */
class TaskScheduleTest {
    private static final String EVERY_SECOND = "<schedule><cron>* * * * * ?</cron></schedule>";

    private final ScriptedServer erp = new ScriptedServer();
    private final ConsoleLines console = new ConsoleLines();

    @TempDir
    private Path home;

    private TestServer drover;

    @BeforeEach
    void setUp() {
        erp.answers(PRODUCTS);
        drover = ErpTask.withJob(new TestServer(home));
    }

    @AfterEach
    void stop() {
        erp.close();
        drover.close();
        console.close();
    }

    /** promises.md, fault 39. */
    @Test
    void aTaskThatTakesLongerThanItsIntervalRunsOnceAtATimeAndSkipsTheInstantsMeanwhile() throws Exception {
        erp.hold();
        task("Slow", EVERY_SECOND);
        drover.start();

        await().until(() ->
                outcomes(drover, "Slow").stream().filter("Skipped"::equals).count() >= 3);
        assertThat(erp.requests()).as("requests while the first one waits").hasSize(1);
        assertThat(outcomes(drover, "Slow")).filteredOn("Running"::equals).hasSize(1);
        await().until(() -> !ofSlow(console.warnings()).isEmpty());
        assertThat(console.all()).anyMatch(line -> line.startsWith("INFO Slow  is still running: the run of 20"));
        assertThat(ofSlow(console.warnings()))
                .as("one after three, then ever more seldom")
                .hasSizeLessThan(outcomes(drover, "Slow").size() - 2)
                .allMatch(line -> line.matches(
                        "WARN Slow  is still running: \\d+ of its instants in a row are skipped, now that of 20.*"));

        erp.release();

        await().until(() ->
                outcomes(drover, "Slow").stream().filter("Completed"::equals).count() >= 2);
        List<String> outcomes = outcomes(drover, "Slow");
        assertThat(outcomes.get(0)).isEqualTo("Completed");
        assertThat(outcomes.subList(1, 4)).containsOnly("Skipped");
        assertThat(outcomes).doesNotContain("Missed", "Failed");
        assertThat(drover.count("SELECT DATEDIFF(SECOND, MIN(scheduled), MAX(scheduled)) + 1 - COUNT(*)"
                        + " FROM drover.task_run"))
                .as("seconds without a record")
                .isZero();
    }

    @Test
    void whatWasMissedWhileTheServerWasDownIsMadeUpForByOneRunOrNone() throws Exception {
        LocalDateTime begin = LocalDateTime.now(ZoneOffset.UTC)
                .minusHours(10)
                .minusMinutes(30)
                .withSecond(1)
                .withNano(0);
        String hourly =
                "<schedule><begin>" + begin + "</begin><interval>hourly</interval><missed>%s</missed></schedule>";
        task("Once", hourly.formatted("run-once"));
        task("Never", hourly.formatted("skip"));
        drover.start();
        assertThat(drover.count("SELECT COUNT(*) FROM drover.task_run"))
                .as("a task that is new has missed nothing")
                .isZero();

        drover.sql("UPDATE drover.task_state SET seen_until = DATEADD(HOUR, -3, seen_until)");
        drover.close();
        drover.start();

        await().untilAsserted(() -> assertThat(outcomes(drover, "Once")).contains("Completed"));
        assertThat(drover.rows("SELECT task, DATEDIFF(HOUR, TIMESTAMP '" + begin
                        + "+00:00', scheduled), outcome, message" + " FROM drover.task_run ORDER BY task, scheduled"))
                .containsExactly(
                        List.of("Never", "8", "Missed", "the server was down"),
                        List.of("Never", "9", "Missed", "the server was down"),
                        List.of("Never", "10", "Missed", "the server was down"),
                        List.of("Once", "8", "Missed", "the server was down"),
                        List.of("Once", "9", "Missed", "the server was down"),
                        Arrays.asList("Once", "10", "Completed", null));
        assertThat(console.all())
                .contains(
                        "INFO Once  3 instants passed while the server was down: runs once",
                        "INFO Never  3 instants passed while the server was down: skipped");
        assertThat(erp.requests()).hasSize(1);
    }

    @Test
    void aTaskCanRunAtEachStartOfTheServerToo() throws Exception {
        String atStart = "<schedule><begin>2099-01-01T00:00:00</begin><interval>daily</interval>"
                + "<atStart>true</atStart></schedule>";
        task("Early", atStart);
        drover.start();
        await().untilAsserted(() -> assertThat(outcomes(drover, "Early")).containsExactly("Completed"));

        task("Early", atStart.replace("daily", "weekly"));
        await().until(() -> drover.server()
                .operations(TaskOperations.class)
                .tasks()
                .get(0)
                .schedule()
                .contains("weekly"));
        assertThat(outcomes(drover, "Early")).as("a changed file is no start").containsExactly("Completed");

        drover.close();
        drover.start();
        await().untilAsserted(() -> assertThat(outcomes(drover, "Early")).containsExactly("Completed", "Completed"));
        assertThat(drover.rows("SELECT DISTINCT scheduled FROM drover.task_run").get(0))
                .as("no instant of the schedule")
                .containsOnlyNulls();
    }

    @Test
    void aDisabledTaskRunsOnDemandOnlyAndHasMissedNothingWhenItIsEnabled() throws Exception {
        drover.withFile("Files/ScheduledTasks/Off.xml", ErpTask.file("Off", false, EVERY_SECOND, erp.url()));
        task("On", EVERY_SECOND);
        drover.start();
        await().until(() -> outcomes(drover, "On").size() >= 3);

        assertThat(outcomes(drover, "Off")).isEmpty();
        assertThat(drover.server()
                        .operations(TaskOperations.class)
                        .runTask("Off")
                        .run()
                        .outcome())
                .isEqualTo(Outcome.Completed);

        Files.delete(drover.files("ScheduledTasks/On.xml"));
        Instant enabled = Instant.now();
        task("Off", EVERY_SECOND);
        await().until(() -> outcomes(drover, "Off").size() >= 3);
        // A run of more than a second, as on a busy machine, misses instants after this one
        assertThat(drover.rows("SELECT scheduled FROM drover.task_run WHERE task = 'Off' AND scheduled < TIMESTAMP '"
                        + enabled.atOffset(ZoneOffset.UTC) + "'"))
                .as("instants that passed while it was disabled")
                .isEmpty();
    }

    private void task(String name, String schedule) {
        drover.withFile("Files/ScheduledTasks/" + name + ".xml", ErpTask.file(name, schedule, erp.url()));
    }

    /** Camel has words of its own when a second passes before a route is whole, as on a busy machine. */
    private static List<String> ofSlow(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("WARN Slow ")).toList();
    }
}
