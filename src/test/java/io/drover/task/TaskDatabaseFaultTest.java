package io.drover.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of due instants while Drover's own database lets nobody in (P7). */
class TaskDatabaseFaultTest {
    private static final String EVERY_SECOND = "<schedule><cron>* * * * * ?</cron></schedule>";

    private final TestPostgres.Database database = TestPostgres.shared().createMigrated();
    private final String name = database.url().replaceAll(".*/(test\\d+).*", "$1");

    @TempDir
    private Path home;

    @Test
    void anInstantThatCannotBeDecidedOnIsDecidedOnLater() throws Exception {
        try (ScriptedServer erp = new ScriptedServer();
                TestServer drover = ErpTask.withJob(new TestServer(home).with("drover.store.url", database.url()))
                        .withFile("Files/ScheduledTasks/Poll.xml", ErpTask.file("Poll", EVERY_SECOND, erp.url()))) {
            erp.answers(ErpTask.PRODUCTS);
            drover.start();
            awaitRun(drover, Instant.EPOCH);

            administrate(
                    "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            Instant away = Instant.now();
            await().until(() -> Instant.now().isAfter(away.plusSeconds(4)));
            administrate("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
            awaitRun(drover, Instant.now());

            List<List<String>> gaps = drover.rows("SELECT scheduled FROM (SELECT scheduled, scheduled -"
                    + " LAG(scheduled) OVER (ORDER BY scheduled) AS gap FROM drover.task_run WHERE task = 'Poll') AS each"
                    + " WHERE gap <> INTERVAL '1' SECOND");
            assertThat(gaps).as("instants after one that is missing").isEmpty();
        }
    }

    private static void awaitRun(TestServer drover, Instant after) {
        await().ignoreExceptions()
                .until(() -> drover.count(
                                "SELECT COUNT(*) FROM drover.task_run WHERE outcome = 'Completed' AND scheduled > '"
                                        + after.plusSeconds(1) + "'")
                        > 0);
    }

    /** From another database of the server. */
    private void administrate(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url().replace("/" + name, "/postgres"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
