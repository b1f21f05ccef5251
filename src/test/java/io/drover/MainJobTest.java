package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.ExecutionOperations;
import io.drover.api.TaskOperations;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fresh checkout does: tasks poll the sample ERP, the answers land in inboxes, jobs load them into the database. */
class MainJobTest {
    @TempDir
    private Path home;

    private TestServer drover;

    @AfterEach
    void stop() {
        drover.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void loadsTheSampleAtStartAndChangesNothingOnTheSecondPoll(String database) throws Exception {
        drover = new TestServer(home).withSample().with("camel.main.jmxEnabled", "true");
        if (database.equals("PostgreSQL")) {
            drover.with(
                    "drover.store.url", TestPostgres.shared().createMigrated().url());
        }
        drover.start();

        awaitExecutions(3);
        assertThat(drover.count("SELECT COUNT(*) FROM EcomProducts")).isEqualTo(504);
        assertThat(drover.count("SELECT COUNT(*) FROM EcomGroups")).isEqualTo(41);
        assertThat(drover.count("SELECT COUNT(*) FROM EcomStockUnit")).isEqualTo(1069);
        assertThat(drover.count("SELECT COUNT(*) FROM EcomCurrencies")).isPositive();
        assertThat(filesIn("Archive")).hasSize(3);
        assertThat(filesIn("Inbox")).isEmpty();

        TaskOperations.TaskResult second =
                drover.server().operations(TaskOperations.class).runTask("Products");

        assertThat(second.run().outcome()).isEqualTo(Outcome.Completed);
        assertThat(second.executions()).singleElement().satisfies(execution -> {
            assertThat(execution.status()).isEqualTo(Status.Completed);
            assertThat(execution.task()).isEqualTo("Products");
            assertThat(execution.unchanged()).isEqualTo(execution.read()).isGreaterThanOrEqualTo(504);
            assertThat(execution.inserted() + execution.updated() + execution.deleted() + execution.rejected())
                    .isZero();
        });
    }

    private void awaitExecutions(int count) {
        await().untilAsserted(() -> {
            List<Execution> all =
                    drover.server().operations(ExecutionOperations.class).executions(null, null, 10);
            assertThat(all).hasSize(count).allMatch(execution -> execution.status() == Status.Completed);
        });
        await().untilAsserted(() -> assertThat(filesIn("Inbox")).isEmpty());
        await().until(() -> drover.count("SELECT COUNT(*) FROM drover.task_run WHERE ended IS NULL") == 0);
    }

    private List<Path> filesIn(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(drover.files(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
