package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PostgresJobTest extends JobContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server.with(
                        "drover.store.url",
                        TestPostgres.shared().createMigrated().url())
                .with("drover.inbox.retry", "0.3");
    }

    @Override
    String columnName(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Within a transaction PostgreSQL's clock stands still, and the end is recorded in the transaction of the load. */
    @Test
    void saysHowLongTheLoadTook() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Slow (Id int PRIMARY KEY)",
                "CREATE FUNCTION take_time() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM pg_sleep(0.2); RETURN NEW; END'",
                "CREATE TRIGGER slow BEFORE INSERT ON Slow FOR EACH ROW EXECUTE FUNCTION take_time()");
        jobs.define("Slow", "stop", "<mapping source=\"Slow\" destination=\"Slow\"/>");

        Execution execution = jobs.run("Slow", tables(table("Slow", item("Id", "1"))));

        assertThat(execution.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    /** A file that came slowly is one that could be unfinished; here it is not. */
    @Test
    void triesAFileAgainThatTheDatabaseCouldNotTakeJustThen() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Later (Id int PRIMARY KEY)",
                "CREATE TABLE Conflict (Id int)",
                "INSERT INTO Conflict VALUES (1)",
                "CREATE FUNCTION conflict() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF EXISTS (SELECT 1 FROM Conflict) THEN"
                        + " RAISE EXCEPTION ''could not serialize access'' USING ERRCODE = ''40001''; END IF; RETURN NEW; END'",
                "CREATE TRIGGER conflict BEFORE INSERT ON Later FOR EACH ROW EXECUTE FUNCTION conflict()");
        jobs.define("Later", "stop", "<mapping source=\"Later\" destination=\"Later\"/>");

        jobs.drip(jobs.drover.files("Inbox/Later/slow.xml"), tables(table("Later", item("Id", "1"))), 5);
        await().until(() ->
                jobs.executions("Later").stream().anyMatch(execution -> execution.status() == Status.Failed));
        await().until(() ->
                jobs.filesIn("Inbox/Later").equals(List.of("slow.xml"))); // it is put back after the run has ended
        assertThat(jobs.errors(jobs.executions("Later").get(0)))
                .extracting(ExecutionError::reason)
                .singleElement(STRING)
                .contains("could not serialize access");

        jobs.drover.sql("DELETE FROM Conflict");
        await().until(() -> jobs.filesIn("Archive/Later").equals(List.of("slow.xml")));
        assertThat(jobs.query("SELECT Id FROM Later")).containsExactly("1");
    }
}
