package io.drover.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.ExecutionOperations;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgresExportTest extends ExportContract {

    @Override
    TestServer onDatabase(TestServer server) {
        return server.with(
                "drover.store.url", TestPostgres.shared().createMigrated().url());
    }

    @Override
    String otherDatabase() {
        return TestPostgres.shared().createDatabase().url();
    }

    @Override
    String waiting() {
        return "SELECT COUNT(*) FROM pg_locks WHERE NOT granted";
    }

    /** The one transaction of the run waits for what the other holds, which PostgreSQL cannot know for a deadlock. */
    @Test
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRunThatWaitsForItselfFails() throws Exception {
        things("Widened");
        define(
                "Widened",
                "<sql><query name=\"Widened\">SELECT w.*, 'x' AS \"Extra\" FROM \"Widened\" w</query></sql>",
                "<sql/>",
                "<mapping source=\"Widened\" destination=\"Widened\" schemaChange=\"addTextColumn\"/>");
        orders("Both");
        define(
                "Both",
                unexported("Both"),
                "<sql/>",
                "<mapping source=\"Orders\" destination=\"Both\"><column source=\"Id\" destination=\"Id\"/>"
                        + "<column destination=\"Exported\"><constant value=\"true\"/></column></mapping>");

        CompletableFuture<Execution> widened = CompletableFuture.supplyAsync(() -> unchecked("Widened"));
        Execution both = unchecked("Both");

        assertThat(both.status()).isEqualTo(Status.Failed);
        assertThat(both.message()).startsWith("afterwards, UPDATE").contains("lock timeout");
        assertThat(widened.get(2, TimeUnit.MINUTES).status()).isEqualTo(Status.Failed);
        assertThat(widened.get().message()).contains("lock timeout");
        assertThat(jobs.query("SELECT \"Id\" FROM \"Both\" WHERE NOT \"Exported\" ORDER BY 1"))
                .containsExactly("1", "3");
    }

    @Test
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aQueryThatTakesLongIsCancelled() throws Exception {
        define(
                "Slow",
                "<sql><query name=\"Slow\">SELECT pg_sleep(600)::text AS \"Id\"</query></sql>",
                "<csv/>",
                mapping("Slow"));

        CompletableFuture<Execution> run = CompletableFuture.supplyAsync(() -> unchecked("Slow"));
        await().until(() ->
                jobs.drover.count("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") > 0);
        jobs.drover
                .server()
                .operations(ExecutionOperations.class)
                .cancel(jobs.executions("Slow").get(0).id());

        assertThat(run.get(2, TimeUnit.MINUTES).status()).isEqualTo(Status.Cancelled);
        assertThat(jobs.filesIn("Outbox/Slow")).isEmpty();
    }
}
