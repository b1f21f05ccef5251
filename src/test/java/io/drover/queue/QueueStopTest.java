package io.drover.queue;

import static io.drover.store.queue.MessageStatus.Canceled;
import static io.drover.store.queue.MessageStatus.Dequeued;
import static io.drover.store.queue.MessageStatus.Enqueued;
import static io.drover.store.queue.MessageStatus.Preprocessing;
import static io.drover.store.queue.MessageStatus.Processed;
import static io.drover.store.queue.MessageStatus.Processing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.ExecutionOperations;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.queue.Message;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message whose run is ended from outside: by the stop of the server, by a person. */
class QueueStopTest {
    /** Of a table that takes a millisecond for each. */
    private static final int ROWS = 20_000;

    private static final String SLOW = "ALTER TABLE Long ADD CONSTRAINT slow_row CHECK (slow(Id))";

    @TempDir
    private Path home;

    @Test
    void aMessageWaitsForTheNextStartWhenTheServerStopsAndAPersonCanCancelOne() throws Exception {
        TestServer drover = new TestServer(home).with("camel.main.shutdownTimeout", "1");
        try (QueueServer server = new QueueServer(drover).start()) {
            drover.sql(
                    "CREATE TABLE Long (Id int PRIMARY KEY, Name varchar(20))",
                    "CREATE ALIAS slow FOR 'io.drover.crash.SlowRow.accept'",
                    SLOW);
            server.importJob("Long", "<csv/>", "stop", "Long");
            RecurringJobDefinition recurring = server.recurring(RecurringJobFile.importing("Long", "Long"));
            Message message = server.enqueue(recurring, "Long", "long.csv", rows());
            awaitProcessing(server, message);

            drover.close();
            Path quick = Files.writeString(home.resolve("quick.sql"), "ALTER TABLE Long DROP CONSTRAINT slow_row;");
            drover.with("drover.store.init", quick.toString()).start();

            server.assertEnded(message, Processed);
            assertThat(server.statuses(message))
                    .containsExactly(
                            Enqueued,
                            Dequeued,
                            Preprocessing,
                            Processing,
                            Enqueued,
                            Dequeued,
                            Preprocessing,
                            Processing,
                            Processed);
            assertThat(server.now(message).state().attempts())
                    .as("that the server stopped is not the message's fault")
                    .isEqualTo(1);
            assertThat(drover.count("SELECT COUNT(*) FROM Long")).isEqualTo(ROWS);

            drover.sql("DELETE FROM Long", SLOW);
            Message unwanted = server.enqueue(server.recurring(recurring.activity()), "Long", "2.csv", rows());
            awaitProcessing(server, unwanted);
            drover.server()
                    .operations(ExecutionOperations.class)
                    .cancel(server.now(unwanted).ids().execution());
            server.assertEnded(unwanted, Canceled);
            assertThat(server.errors(unwanted))
                    .extracting(ExecutionError::reason)
                    .containsExactly("cancelled by a person; nothing was loaded");
            assertThat(drover.count("SELECT COUNT(*) FROM Long")).isZero();
        }
    }

    private static void awaitProcessing(QueueServer server, Message message) {
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> server.now(message).status() == Processing);
    }

    private static String rows() {
        StringBuilder rows = new StringBuilder("Id,Name\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append(i).append(",name\n");
        }
        return rows.toString();
    }
}
