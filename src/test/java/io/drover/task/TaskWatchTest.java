package io.drover.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.addin.notification.NotificationParameters;
import io.drover.definition.Catalog;
import io.drover.definition.DefinitionCheck;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.task.DecidedInstants;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.store.task.TaskRuns;
import io.drover.testing.ErpTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that do not end and tasks that are never completed are told once, by an injected clock. */
class TaskWatchTest {
    @TempDir
    private Path home;

    private Store store;
    private TaskRuns runs;
    private final Catalog catalog = new Catalog();
    private final Map<String, String> parameters = new HashMap<>();
    /** The database's clock says when runs start: the injected one goes on from there. */
    private Instant now = Instant.now();

    private final String hourly = "<schedule><begin>"
            + LocalDateTime.ofInstant(now, ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            + "</begin><interval>hourly</interval></schedule>";

    private TaskWatch watch;

    @BeforeEach
    void open() throws Exception {
        store = Store.open(
                Settings.of(Map.of("drover.data", home.resolve("data").toString())));
        runs = new TaskRuns(store);
        task(hourly, true);
        watch = node();
        watch.look();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aRunThatDoesNotEndIsToldOnceOverAllNodes() throws Exception {
        TaskRun run = runs.start("Task", null).orElseThrow();
        after(Duration.ofMinutes(110));
        assertThat(alerts()).isEmpty();
        after(Duration.ofMinutes(15)); // two instants have come since
        TaskWatch other = node();
        other.look();
        after(Duration.ofMinutes(1));

        assertThat(alerts()).containsExactly("Overdue run/" + run.id());
        assertThat(watch.troubles()).anySatisfy(trouble -> assertThat(trouble).startsWith("Task: run " + run.id()));
        runs.end(run, Outcome.Completed, null, Map.of());
        watch.look();
        assertThat(watch.troubles()).isEmpty();
    }

    @Test
    void theTaskMaySayHowLongARunMayGoOn() throws Exception {
        parameters.put("overdueAfterInMinutes", "5");
        assertThat(runs.start("Task", null)).isPresent();
        after(Duration.ofMinutes(6));

        assertThat(alerts()).singleElement().asString().startsWith("Overdue run/");
    }

    @Test
    void anInstantThatNoServerTakesUpIsTold() throws Exception {
        now = now.plus(Duration.ofMinutes(75));
        watch.look();

        assertThat(alerts()).singleElement().asString().startsWith("Overdue instant/Task/");
        assertThat(watch.troubles()).singleElement().asString().contains("no server has taken it up");
    }

    @Test
    void aTaskThatIsNeverCompletedIsStale() throws Exception {
        for (int i = 0; i < 14; i++) {
            after(Duration.ofMinutes(10));
        }

        assertThat(alerts()).singleElement().asString().startsWith("Stale stale/Task/");
        assertThat(watch.troubles()).singleElement().asString().contains("no run has been completed since");
        runs.end(runs.start("Task", null).orElseThrow(), Outcome.Completed, null, Map.of());
        execute("UPDATE drover.task_watch SET completed = TIMESTAMP WITH TIME ZONE '" + now + "'");
        watch.look();
        assertThat(watch.troubles()).isEmpty();
    }

    @Test
    void aTaskThatIsDisabledOrRunsOnDemandIsNotLate() throws Exception {
        task(hourly, false);
        after(Duration.ofDays(2));
        task("", true);
        after(Duration.ofDays(2));

        assertThat(alerts()).isEmpty();
    }

    private TaskWatch node() {
        return new TaskWatch(catalog, task -> NotificationParameters.of(parameters), store, clock());
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    /** Time passes, and ticks decide on all instants until then. */
    private void after(Duration time) {
        now = now.plus(time);
        new DecidedInstants(store).note("Task", now);
        watch.look();
    }

    private void task(String schedule, boolean enabled) throws Exception {
        Path files = home.resolve("Files");
        Files.createDirectories(files.resolve("ScheduledTasks"));
        Files.createDirectories(files.resolve("Jobs"));
        Files.writeString(
                files.resolve("Jobs/Products.xml"),
                "<job name=\"Products\"><source><xml/></source><destination><sql/></destination></job>");
        Files.writeString(
                files.resolve("ScheduledTasks/Task.xml"), ErpTask.file("Task", enabled, schedule, "http://127.0.0.1/"));
        Definitions definitions = DefinitionLoader.load(files, Definitions.NONE, DefinitionCheck.NONE);
        assertThat(definitions.problems()).isEmpty();
        catalog.replace(definitions);
    }

    private List<String> alerts() throws SQLException {
        try (Connection connection = store.dataSource(Store.OWN).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT kind, alert FROM drover.task_event WHERE alert IS NOT NULL ORDER BY id")) {
            List<String> alerts = new ArrayList<>();
            while (rows.next()) {
                alerts.add(rows.getString(1) + " " + rows.getString(2));
            }
            return alerts;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = store.dataSource(Store.OWN).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
