package io.drover.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.ExecutionOperations;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.store.task.TaskRuns;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run ends whatever fails while it does: each statement in turn, for good or with an Error. The same on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunEndingContract {
    private static final int MOST_STATEMENTS = 100;
    private TestServer drover;
    private StatementFaults faults;
    private int next;

    /** What a statement fails with. */
    enum Kind {
        FAILURE,
        ERROR;

        Throwable failure() {
            return this == ERROR ? new StackOverflowError() : new IllegalStateException("this statement fails");
        }
    }

    /** Sets the database of a server. */
    abstract TestServer onDatabase(TestServer server);

    @BeforeAll
    void start(@TempDir Path home) throws SQLException {
        drover = onDatabase(new TestServer(home))
                .with("drover.inbox.delay", "0.02")
                .with("drover.inbox.min-age", "0")
                .with("drover.inbox.retry", "0.05")
                .with("drover.queue.retry", "0.05")
                .withFile("Files/Jobs/Inbox job.xml", job("Inbox job"))
                .withFile("Files/Jobs/Queue job.xml", job("Queue job"))
                .withFile("Files/Jobs/Other.xml", job("Other"))
                .withRecurringJob(RecurringJobFile.importing("In", "Queue job").with("<limits maxAttempts=\"5\"/>"))
                .start();
        drover.sql("CREATE TABLE Stock (Id int PRIMARY KEY, Quantity int)");
        faults = StatementFaults.in(drover.server().store());
    }

    private static String job(String name) {
        return """
                <job name="%s" onError="skip">
                    <source><csv table="Stock"/></source>
                    <destination><sql/></destination>
                    <mapping source="Stock" destination="Stock"/>
                </job>
                """
                .formatted(name);
    }

    @AfterEach
    void disarm() {
        faults.disarm();
    }

    @AfterAll
    void stop() {
        drover.close();
    }

    /** Of two good records and a bad one. */
    private String content() {
        next += 2;
        return "Id,Quantity\n%d,1\n%d,many\n%d,2\n".formatted(next, next, next + 1);
    }

    private long loaded() throws SQLException {
        return drover.count("SELECT COUNT(*) FROM Stock WHERE Id BETWEEN " + next + " AND " + (next + 1));
    }

    @ParameterizedTest
    @EnumSource
    void aDeliveryIsDoneOrFreeWhicheverStatementFails(Kind kind) throws Exception {
        for (int n = 1; ; n++) {
            assertThat(n).as("%s", faults.seen()).isLessThan(MOST_STATEMENTS);
            faults.failNth("Inbox%20job", n, kind::failure);
            String file = kind + "-" + n + ".csv";
            drop("Inbox job", file);
            awaitFiled("Inbox job", file, n);
            if (!faults.disarm()) {
                assertThat(loaded()).isEqualTo(2);
                return;
            }
        }
    }

    private void drop(String job, String file) throws IOException {
        drover.drop(job, file, content());
    }

    private void awaitFiled(String job, String file, int n) throws Exception {
        await().pollInterval(Duration.ofMillis(20))
                .alias("statement " + n)
                .until(() -> (isIn("Archive", job, file) || isIn("Failed", job, file)) && running(job) == 0);
        boolean failed = isIn("Failed", job, file);
        assertThat(loaded()).as("statement %d of %s", n, faults.seen()).isEqualTo(failed ? 0 : 2);
    }

    private boolean isIn(String folder, String job, String file) {
        return Files.exists(drover.files(folder + "/" + job + "/" + file));
    }

    private long running(String job) throws SQLException {
        return drover.count("SELECT COUNT(*) FROM drover.delivery WHERE running_job = '" + job + "'")
                + drover.count("SELECT COUNT(*) FROM drover.execution WHERE status = 'Running' AND job = '" + job + "'")
                + drover.count("SELECT COUNT(*) FROM drover.table_claim c JOIN drover.delivery d ON d.id = c.delivery"
                        + " WHERE d.job = '" + job + "'");
    }

    @ParameterizedTest
    @EnumSource
    void aMessageEndsWhicheverStatementFails(Kind kind) throws Exception {
        for (int n = 1; ; n++) {
            assertThat(n).as("%s", faults.seen()).isLessThan(MOST_STATEMENTS);
            faults.failNth("queue-", n, kind::failure);
            drover.server()
                    .camel()
                    .createProducerTemplate()
                    .sendBodyAndHeader("queue:In", content(), "CamelFileName", "Stock.csv");
            int number = n;
            await().pollInterval(Duration.ofMillis(20))
                    .alias("statement " + n)
                    .until(() -> drover.count("SELECT COUNT(*) FROM drover.message WHERE open_queue IS NOT NULL") == 0
                            && running("Queue job") == 0);
            List<String> status = drover.rows("SELECT status FROM drover.message ORDER BY id DESC LIMIT 1")
                    .get(0);
            assertThat(loaded())
                    .as("statement %d of %s: %s", number, faults.seen(), status)
                    .isEqualTo(status.contains("ProcessedWithErrors") ? 2 : 0);
            if (!faults.disarm()) {
                assertThat(status).containsExactly("ProcessedWithErrors");
                return;
            }
        }
    }

    @Test
    void aSmallerEndingStandsBehindEachEnding() throws Exception {
        for (String statement : List.of(
                "INSERT INTO drover.execution_error",
                "INSERT INTO drover.execution_table",
                "UPDATE drover.execution SET status = :status")) {
            String file = statement.replace(' ', '-').replace(":", "") + ".csv";
            faults.failAll("Inbox%20job", statement, Kind.FAILURE::failure);
            drop("Inbox job", file);
            awaitFiled("Inbox job", file, 0);
            assertThat(faults.disarm()).as(statement).isTrue();
            Execution ended = newest("Inbox job");
            assertThat(ended.status()).isEqualTo(Status.Failed);
            assertThat(ended.read()).isEqualTo(statement.startsWith("UPDATE") ? 0 : 3);
        }
        drop("Inbox job", "after.csv");
        awaitFiled("Inbox job", "after.csv", 0);
        assertThat(newest("Inbox job").status()).isEqualTo(Status.CompletedWithErrors);
    }

    private Execution newest(String job) {
        return drover.server()
                .operations(ExecutionOperations.class)
                .executions(job, null, 1)
                .get(0);
    }

    @Test
    void whatBreaksDownTwoRunsIsSetAside() throws Exception {
        // The end with the rows fails, the one without them does not
        faults.failEveryOther("Inbox%20job", "UPDATE drover.execution SET status = :status", Kind.ERROR::failure);
        drop("Inbox job", "poison.csv");
        awaitFiled("Inbox job", "poison.csv", 0);
        faults.disarm();

        assertThat(names("Failed/Inbox job")).contains("poison.csv");
        assertThat(loaded()).isZero();
        List<Execution> runs =
                drover.server().operations(ExecutionOperations.class).executions("Inbox job", null, 2);
        assertThat(runs).allSatisfy(run -> assertThat(run.file()).isEqualTo("poison.csv"));
        assertThat(runs.get(1).message())
                .endsWith("StackOverflowError; nothing was loaded, the delivery is tried once more");
        assertThat(runs.get(0).message()).contains("It is set aside", "put it into the inbox again");

        Files.delete(drover.files("Failed/Inbox job/poison.csv"));
        drop("Inbox job", "poison.csv");
        awaitFiled("Inbox job", "poison.csv", 0);
        assertThat(loaded()).as("what is put into the inbox again begins anew").isEqualTo(2);
        drop("Other", "other.csv");
        awaitFiled("Other", "other.csv", 0);
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(drover.files(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void theRunOfATaskEndsWhicheverStatementFails() {
        TaskRuns runs = new TaskRuns(drover.server().store());
        RunEndings endings = new RunEndings(drover.server().store());
        boolean failed = true;
        for (int n = 1; failed; n++) {
            TaskRun run = runs.start("Task", null).orElseThrow();
            faults.failNth(Thread.currentThread().getName(), n, Kind.values()[n % 2]::failure);
            TaskRun ended = endings.end(run, Outcome.Completed, "read", Map.of("page", "2"));
            failed = faults.disarm();
            assertThat(ended.outcome()).isEqualTo(failed ? Outcome.Failed : Outcome.Completed);
            assertThat(ended.ended()).isNotNull();
        }
        TaskRun run = runs.start("Task", null).orElseThrow();
        assertThat(endings.end(run, Outcome.Completed, null, Map.of("page", "x".repeat(9_000)))
                        .message())
                .contains("does not fit into task_checkpoint.point");
    }
}
