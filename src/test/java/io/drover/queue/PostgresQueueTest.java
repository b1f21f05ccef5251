package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresQueueTest extends QueueContract {

    @Override
    String database() {
        return TestPostgres.shared().createMigrated().url();
    }

    @Test
    void handsOutWhatAnotherServerHasWrittenWhereTheyShareTheirPayloads(@TempDir Path home) throws IOException {
        Map<String, String> shared =
                Map.of("drover.data.payload", home.resolve("shared").toString());
        String url = TestPostgres.shared().createDatabase().url();
        try (QueueFixture one = new QueueFixture(home.resolve("one"), url, shared);
                QueueFixture two = new QueueFixture(home.resolve("two"), url, shared)) {
            RecurringJobDefinition export = QueueFixture.recurring(Direction.EXPORT);
            Message written = one.queues.enqueue(export, one.message("content"));

            Message leased = two.queues.dequeue(export).orElseThrow();
            assertThat(leased.uid()).isEqualTo(written.uid());
            assertThat(two.queues.payloads().of(leased).path()).hasContent("content");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("shared"))))
                    .isEqualTo("rwx------");
        }
    }
}
