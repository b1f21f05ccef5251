package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.JobOperations;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of jobs whose database lets them down (faults 10 and 11). */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatabaseFaultTest {

    private final TestPostgres.Database database = TestPostgres.shared().createMigrated();
    private final String name = database.url().replaceAll(".*/(test\\d+).*", "$1");

    @TempDir
    private Path home;

    private JobServer jobs;

    @BeforeEach
    void start() throws Exception {
        administrate("ALTER DATABASE " + name + " SET deadlock_timeout = '3s'");
        jobs = new JobServer(new TestServer(home)
                        .with("drover.store.url", database.url())
                        .with("drover.inbox.retry", "0.3"))
                .start();
        jobs.drover.sql(
                "CREATE TABLE First (Id int PRIMARY KEY, Stock int)",
                "CREATE TABLE Second (Id int PRIMARY KEY, Stock int)",
                "INSERT INTO First VALUES (1, 0)",
                "INSERT INTO Second VALUES (1, 0)");
        jobs.define("Load", "stop");
    }

    @AfterEach
    void stop() {
        jobs.close();
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

    private void drop() throws Exception {
        jobs.drover.drop(
                "Load",
                "stock.xml",
                tables(
                        table("First", item("Id", "1", "Stock", "5"), item("Id", "2", "Stock", "6")),
                        table("Second", item("Id", "1", "Stock", "7"))));
    }

    private static void awaitWaiting(Statement statement, int sessions) {
        await().until(() -> {
            try (ResultSet rows = statement.executeQuery("SELECT COUNT(DISTINCT pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
                rows.next();
                return rows.getInt(1) >= sessions;
            }
        });
    }

    private void awaitLoaded() throws Exception {
        await().until(() -> jobs.filesIn("Archive/Load").equals(List.of("stock.xml")));
        assertThat(jobs.query("SELECT * FROM First ORDER BY Id")).containsExactly("1|5", "2|6");
        assertThat(jobs.query("SELECT * FROM Second")).containsExactly("1|7");
        assertThat(jobs.executions("Load"))
                .extracting(Execution::status)
                .contains(Status.Failed)
                .doesNotContain(Status.Running)
                .last()
                .isEqualTo(Status.Completed);
    }

    @Test
    void aLoadThatADeadlockEndsIsRepeated() throws Exception {
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("SET deadlock_timeout = '60s'"); // it is the load that is to be the victim
            other.setAutoCommit(false);
            statement.execute("UPDATE Second SET Stock = 1");
            drop();
            awaitWaiting(statement, 1);
            statement.execute("UPDATE First SET Stock = 1"); // gets through when the load is undone
            other.rollback();
        }

        awaitLoaded();

        assertThat(jobs.executions("Load").get(0).message()).contains("deadlock detected");
    }

    /** As a restart does: every session ends, and for a while there is no new one. */
    @Test
    void whatRunsWhileTheDatabaseIsAwayIsRepeatedOrFails() throws Exception {
        jobs.drover.withFile(
                "Files/Jobs/Export.xml",
                """
                <job name="Export">
                    <source>
                        <sql>
                            <query name="Second">SELECT * FROM Second</query>
                            <afterwards>UPDATE Second SET Stock = 3</afterwards>
                        </sql>
                    </source>
                    <destination><csv/></destination>
                </job>""");
        jobs.awaitJob("Export");
        CompletableFuture<List<Execution>> export;
        Connection other = database.dataSource().getConnection();
        try (Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE Second SET Stock = 1");
            drop();
            export = CompletableFuture.supplyAsync(this::export);
            awaitWaiting(statement, 2);
            administrate(
                    "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
        }
        await().untilAsserted(() ->
                assertThat(jobs.drover.observe("health/ready").statusCode()).isEqualTo(503));

        administrate("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");

        awaitLoaded();
        await().untilAsserted(() ->
                assertThat(jobs.drover.observe("health/ready").statusCode()).isEqualTo(200));
        assertThat(export.get()).extracting(Execution::status).containsExactly(Status.Failed);
        assertThat(jobs.filesIn("Outbox/Export")).isEmpty();
        assertThat(export()).extracting(Execution::status).containsExactly(Status.Completed);
    }

    private List<Execution> export() {
        try {
            return jobs.drover.server().operations(JobOperations.class).runJob("Export", null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
