package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while a job loads (fault 47). */
class StopDuringImportTest {
    @TempDir
    private Path folder;

    @Test
    void theLoadUnderWayEndsFirst() throws Exception {
        int rows = 60_000;
        Database database = Database.Kind.H2.create(folder, "drover");
        try (Installation home = new Installation(folder).with("camel.main.shutdownTimeout", "40")) {
            home.withTable(Delivery.TABLE).withJob("Stock", "drover", "");
            DroverProcess drover = home.start();
            home.drop("Stock", "delivery.xml", Delivery.of(0, rows));
            drover.awaitRunning("Stock");

            drover.terminate();

            assertThat(drover.exitCode(Duration.ofSeconds(45))).isZero();
            Checker.of(rows, database.value(Checker.QUERY)).check("SIGTERM, time enough");
            assertThat(database.value("SELECT status FROM drover.execution")).isEqualTo("Completed");
            assertThat(home.list("Inbox/Stock")).isEmpty();
            assertThat(home.list("Archive/Stock")).containsExactly("delivery.xml");
        }
    }

    @Test
    void aLoadThatTakesTooLongIsUndoneAndWaitsForTheNextStart() throws Exception {
        int rows = 60_000;
        Database database = Database.Kind.H2.create(folder, "drover");
        try (Installation home = new Installation(folder).with("camel.main.shutdownTimeout", "1")) {
            home.withTable(SlowRow.TABLE).withJob("Stock", "drover", "");
            DroverProcess drover = home.start();
            home.drop("Stock", "delivery.xml", Delivery.of(0, rows));
            drover.awaitRunning("Stock");

            drover.terminate();

            assertThat(drover.exitCode(Duration.ofSeconds(30))).isZero();
            assertThat(database.value("SELECT COUNT(*) FROM Stock")).isEqualTo("0");
            assertThat(home.list("Inbox/Stock")).containsExactly("delivery.xml");
            assertThat(database.value("SELECT message FROM drover.execution"))
                    .contains("the server stopped", "nothing was loaded", "waits for the next start");

            DroverProcess restarted = home.withTable(SlowRow.REMOVED).start();
            await().until(() -> home.isDone("Stock"));
            Checker.of(rows, restarted.value("drover", Checker.QUERY)).check("SIGTERM, no time");
            assertThat(restarted.executions("Stock"))
                    .extracting(Execution::status)
                    .containsExactly(Status.Completed, Status.Failed);
            assertThat(home.list("Archive/Stock")).containsExactly("delivery.xml");
        }
    }
}
