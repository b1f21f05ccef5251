package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.api.Diagnosis.State;
import io.drover.api.Diagnosis.Step;
import io.drover.api.DiagnosisOperations;
import io.drover.api.ExecutionOperations;
import io.drover.api.OperationException;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What ends a run before it loads something wrong or takes for ever: limits and people. The same on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SafetyContract {
    private JobServer jobs;

    /** Sets the database of a server. */
    abstract TestServer onDatabase(TestServer server);

    @BeforeAll
    void start(@TempDir Path home) {
        jobs = new JobServer(onDatabase(new TestServer(home).with("drover.jobs.wait-warning", "0"))).start();
    }

    @AfterAll
    void stop() {
        jobs.close();
    }

    private static String mapping(String table) {
        return "<mapping source=\"" + table + "\" destination=\"" + table + "\"/>";
    }

    /** A delivery of good records and bad ones in turn. */
    private static String delivery(String table, int good, int bad) {
        return tables(table(
                table,
                IntStream.range(0, good + bad)
                        .mapToObj(i -> item("Id", String.valueOf(i), "Stock", i < bad ? "some" : "7"))
                        .toArray(String[]::new)));
    }

    @Test
    void failsWhenMoreRecordsAreRejectedThanMaxErrorsAllows() throws Exception {
        jobs.drover.sql("CREATE TABLE Errors (Id int PRIMARY KEY, Stock int)");
        jobs.define("Errors", "skip\" maxErrors=\"3", mapping("Errors"));

        Execution tooMany = jobs.run("Errors", delivery("Errors", 10, 4));

        assertThat(tooMany.status()).isEqualTo(Status.Failed);
        assertThat(tooMany.message())
                .startsWith(
                        "more than 3 records of 14 read so far cannot be loaded (maxErrors=\"3\"); nothing was loaded."
                                + " The first: line ")
                .contains("Stock 'some'");
        assertThat(jobs.errors(tooMany)).hasSize(4);
        assertThat(jobs.drover.count("SELECT COUNT(*) FROM Errors")).isZero();
        assertThat(jobs.filesIn("Failed/Errors"))
                .as("no rejects of a load that was not")
                .isEmpty();

        Execution few = jobs.run("Errors", delivery("Errors", 10, 3));

        assertThat(few.status()).isEqualTo(Status.CompletedWithErrors);
        assertThat(few.inserted()).isEqualTo(10);
        assertThat(jobs.filesIn("Failed/Errors")).containsExactly("Errors.rejects.xml");
    }

    @Test
    void aRunThatTakesLongerThanItsTimeLimitFailsAndLoadsNothing() throws Exception {
        try (Connection blocker = blocked("Late", "1 second")) {
            jobs.drover.drop("Late", "late.xml", delivery("Late", 3, 0));

            Execution execution = jobs.awaitExecutions("Late", 1).get(0);

            assertThat(execution.status()).isEqualTo(Status.Failed);
            assertThat(execution.message())
                    .isEqualTo(
                            "stopped after 1 second, the job's timeLimit; nothing was loaded. Raise timeLimit if a run"
                                    + " may take longer");
            blocker.rollback();
        }
        assertThat(jobs.filesIn("Failed/Late")).containsExactly("late.xml");
        assertThat(jobs.drover.count("SELECT COUNT(*) FROM Late WHERE Stock = 7"))
                .isZero();
    }

    @Test
    void aRunThatIsCancelledLoadsNothingAndDoesNotStartAgain() throws Exception {
        try (Connection blocker = blocked("Cancelled", "1 hour")) {
            jobs.drover.drop("Cancelled", "wrong.xml", delivery("Cancelled", 3, 0));
            long id = awaitRunning("Cancelled");

            Execution execution =
                    jobs.drover.server().operations(ExecutionOperations.class).cancel(id);

            assertThat(execution.status()).isEqualTo(Status.Cancelled);
            assertThat(execution.message()).isEqualTo("cancelled by a person; nothing was loaded");
            assertThat(jobs.errors(execution))
                    .extracting(ExecutionError::reason)
                    .containsExactly(execution.message());
            blocker.rollback();
        }
        assertThat(jobs.awaitExecutions("Cancelled", 1)).hasSize(1);
        assertThat(jobs.filesIn("Failed/Cancelled")).containsExactly("wrong.xml");
        assertThat(jobs.drover.count("SELECT COUNT(*) FROM Cancelled WHERE Stock = 7"))
                .isZero();

        assertThat(jobs.run("Cancelled", delivery("Cancelled", 4, 0)).status())
                .as("the job and its connection are as before")
                .isEqualTo(Status.Completed);
    }

    /** Another node can only leave a note; the node that runs the job sees it. */
    @Test
    void aRunIsCancelledThroughTheDatabase() throws Exception {
        try (Connection blocker = blocked("Noted", "1 hour")) {
            jobs.drover.drop("Noted", "noted.xml", delivery("Noted", 3, 0));
            long id = awaitRunning("Noted");

            jobs.drover.sql("UPDATE drover.execution SET cancel_requested = CURRENT_TIMESTAMP WHERE id = " + id);

            assertThat(jobs.awaitExecutions("Noted", 1))
                    .extracting(Execution::status)
                    .containsExactly(Status.Cancelled);
            blocker.rollback();
        }
    }

    @Test
    void aRunThatWaitsForATableIsNamedWithTheRunThatHasIt() throws Exception {
        try (Connection blocker = blocked("Held", "1 hour")) {
            jobs.define("Waiter", "stop", mapping("Held"));
            jobs.drover.drop("Held", "first.xml", delivery("Held", 3, 0));
            long id = awaitRunning("Held");
            jobs.drover.drop("Waiter", "second.xml", delivery("Held", 3, 0));

            String sentence = await().until(
                            () ->
                                    jobs
                                            .drover
                                            .server()
                                            .operations(DiagnosisOperations.class)
                                            .diagnose(null, null)
                                            .steps()
                                            .stream()
                                            .filter(step -> step.name().equals("jobs") && step.state() == State.WARNING)
                                            .map(Step::found)
                                            .findFirst()
                                            .orElse(null),
                            found -> found != null && found.contains("which Held"));

            assertThat(sentence)
                    .startsWith("Waiter with second.xml waits since ")
                    .contains(" for the table drover/held, which Held with first.xml (execution " + id + ", since ");
            assertThat(jobs.drover.observe("health").body()).contains("DEGRADED: Waiter with second.xml waits since ");
            blocker.rollback();
        }
        jobs.awaitExecutions("Held", 1);
        assertThat(jobs.awaitExecutions("Waiter", 1))
                .extracting(Execution::status)
                .containsExactly(Status.Completed);
        assertThat(jobs.drover.count("SELECT COUNT(*) FROM drover.table_claim WHERE delivery IS NOT NULL"))
                .isZero();
    }

    @Test
    void whatHasEndedCannotBeCancelled() throws Exception {
        jobs.drover.sql("CREATE TABLE Ended (Id int PRIMARY KEY, Stock int)");
        jobs.define("Ended", "stop", mapping("Ended"));
        Execution execution = jobs.run("Ended", delivery("Ended", 1, 0));

        assertThatThrownBy(() -> jobs.drover
                        .server()
                        .operations(ExecutionOperations.class)
                        .cancel(execution.id()))
                .isInstanceOf(OperationException.class)
                .hasMessage("execution " + execution.id() + " is not running: it is Completed");
        assertThat(jobs.drover.server().operations(ExecutionOperations.class).execution(execution.id()))
                .isEqualTo(execution);
    }

    /** A delivery whose text Drover's tables cannot hold, or not in such lengths, ends as any other, and the job runs on. */
    @Test
    void aNulCharacterInADeliveryEndsItsRunAndNothingElse() throws Exception {
        jobs.drover.sql("CREATE TABLE Nul (id int PRIMARY KEY, name int)");
        jobs.drover.withFile(
                "Files/Jobs/Nul.xml",
                """
                <job name="Nul">
                    <source><json table="Nul"/></source>
                    <destination><sql/></destination>
                    <mapping source="Nul" destination="Nul"><key column="id"/></mapping>
                </job>
                """);
        jobs.awaitJob("Nul");
        jobs.drover.drop("Nul", "nul.json", "[{\"id\": 1, \"name\": \"a\\u0000b\"}, {\"id\": 2, \"name\": 7}]");

        Execution failed = jobs.awaitExecutions("Nul", 1).get(0);

        assertThat(failed.status()).isEqualTo(Status.Failed);
        assertThat(jobs.errors(failed)).extracting(ExecutionError::value).containsExactly("a\uFFFDb");
        assertThat(jobs.filesIn("Failed/Nul")).containsExactly("nul.json");

        jobs.drover.drop("Nul", "good.json", "[{\"id\": 3, \"name\": 7}]");
        assertThat(jobs.awaitExecutions("Nul", 2).get(1).status()).isEqualTo(Status.Completed);
    }

    @Test
    void aRejectedValueOfMegabytesIsQuotedInPartWhereverItIsSeen() throws Exception {
        String giant = "x".repeat(5_000_000);
        jobs.drover.sql("CREATE TABLE Giant (Id int PRIMARY KEY, Stock int)");
        jobs.define("Giant", "stop", mapping("Giant"));

        Execution failed = jobs.run("Giant", tables(table("Giant", item("Id", "1", "Stock", giant))));

        assertThat(failed.status()).isEqualTo(Status.Failed);
        assertThat(failed.message()).contains("Stock 'xxx").hasSizeLessThan(500);
        assertThat(jobs.errors(failed)).singleElement().satisfies(error -> {
            assertThat(error.value()).hasSize(1_000).endsWith("x…");
            assertThat(error.source()).hasSize(4_000).endsWith("…");
        });
        assertThat(jobs.drover.get("/api/executions?job=Giant").body()).hasSizeLessThan(10_000);
        assertThat(jobs.drover.get("/api/executions/" + failed.id() + "/errors").body())
                .hasSizeLessThan(20_000);
    }

    /** A job and its table, in which somebody else holds a row that the delivery wants to change. */
    private Connection blocked(String table, String timeLimit) throws SQLException {
        jobs.drover.sql(
                "CREATE TABLE " + table + " (Id int PRIMARY KEY, Stock int)",
                "INSERT INTO " + table + " VALUES (1, 1)");
        jobs.define(table, "stop\" timeLimit=\"" + timeLimit, mapping(table));
        Connection blocker = jobs.drover.server().store().dataSource("drover").getConnection();
        blocker.setAutoCommit(false);
        try (Statement statement = blocker.createStatement()) {
            statement.execute("UPDATE " + table + " SET Stock = 2");
        }
        return blocker;
    }

    private long awaitRunning(String job) {
        List<Execution> running = await().until(
                        () -> jobs.executions(job),
                        all -> !all.isEmpty() && all.get(0).status() == Status.Running);
        return running.get(0).id();
    }
}
