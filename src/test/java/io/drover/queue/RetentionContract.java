package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.QueueException;
import io.drover.queue.retention.MessageRemover;
import io.drover.queue.retention.RemovalCounts;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clean-up removes, and what it leaves (promise P10, fault 46). */
abstract class RetentionContract {
    private final RecurringJobDefinition export = QueueFixture.recurring(Direction.EXPORT);
    private QueueFixture drover;

    /** URL of a new database. */
    abstract String database();

    @BeforeEach
    void open(@TempDir Path home) {
        drover = new QueueFixture(home, database(), Map.of("drover.clean-up.grace", "0"));
    }

    @AfterEach
    void close() {
        drover.close();
    }

    private Message acknowledged(String content) {
        drover.queues.enqueue(export, drover.message(content));
        Message leased = drover.queues.dequeue(export).orElseThrow();
        return drover.queues.acknowledge(
                export, leased.correlationId(), leased.lease().receipt());
    }

    private boolean hasFile(Message message) {
        try {
            return Files.exists(drover.payloads.find(message.content().sha256()).path());
        } catch (QueueException e) {
            return false;
        }
    }

    @Test
    void keepsPayloadsForSevenDaysAndMessagesForNinetyAfterTheirEnd() {
        Message ended = acknowledged("ended");
        Message waits = drover.queues.enqueue(export, drover.message("waits"));

        drover.pass(Duration.ofDays(7).minusMinutes(1));
        drover.cleanUp(export).run();
        assertThat(hasFile(ended)).isTrue();

        drover.pass(Duration.ofMinutes(2));
        drover.cleanUp(export).run();
        assertThat(hasFile(ended)).isFalse();
        assertThat(drover.queues.find(ended.uid()).orElseThrow().content().removed())
                .isNotNull();

        drover.pass(Duration.ofDays(83).minusMinutes(2));
        drover.cleanUp(export).run();
        assertThat(drover.queues.find(ended.uid())).isPresent();

        drover.pass(Duration.ofMinutes(2));
        drover.cleanUp(export).run();
        assertThat(drover.queues.find(ended.uid())).isEmpty();
        assertThat(drover.count("SELECT COUNT(*) FROM drover.message_transition WHERE message = " + ended.id()))
                .isZero();

        assertThat(hasFile(waits)).isTrue();
        assertThat(drover.queues.dequeue(export).orElseThrow().uid()).isEqualTo(waits.uid());
    }

    @Test
    void countsFromTheEndNotFromTheArrival() {
        Message late = drover.queues.enqueue(export, drover.message("waited long"));
        drover.pass(Duration.ofDays(100));
        Message leased = drover.queues.dequeue(export).orElseThrow();
        drover.queues.acknowledge(export, leased.correlationId(), leased.lease().receipt());

        drover.pass(Duration.ofDays(7).minusMinutes(1));
        drover.cleanUp(export).run();
        assertThat(hasFile(late)).isTrue();

        drover.pass(Duration.ofMinutes(2));
        drover.cleanUp(export).run();
        assertThat(hasFile(late)).isFalse();
        assertThat(drover.queues.find(late.uid())).isPresent();
    }

    @Test
    void findsWhatIsDueBehindABatchOfMessagesThatStay() {
        NewMessage waits = drover.message("waits");
        IntStream.range(0, MessageRemover.BATCH).forEach(i -> drover.queues.enqueue(export, waits));
        Message ended = drover.queues.cancel(drover.queues.enqueue(export, drover.message("ended")));

        drover.pass(Duration.ofDays(91));
        drover.cleanUp(export).run();

        assertThat(hasFile(ended)).isFalse();
        assertThat(drover.queues.find(ended.uid())).isEmpty();
        assertThat(drover.count("SELECT COUNT(*) FROM drover.message")).isEqualTo(MessageRemover.BATCH);
    }

    @Test
    void keepsAPayloadThatAnotherMessageStillKeeps() {
        Message old = acknowledged("shared");
        drover.pass(Duration.ofDays(8));
        Message young = drover.queues.enqueue(export, drover.message("shared"));

        drover.cleanUp(export).run();

        assertThat(drover.queues.find(old.uid()).orElseThrow().content().removed())
                .isNotNull();
        assertThat(hasFile(young)).isTrue();

        Message leased = drover.queues.dequeue(export).orElseThrow();
        drover.queues.acknowledge(export, leased.correlationId(), leased.lease().receipt());
        drover.pass(Duration.ofDays(8));
        drover.cleanUp(export).run();
        assertThat(hasFile(young)).isFalse();
    }

    @Test
    void leavesAPayloadAloneThatWasWrittenWithinTheGrace(@TempDir Path other) throws IOException {
        try (QueueFixture graceful = new QueueFixture(other, "", Map.of("drover.clean-up.grace", "3600"))) {
            Payload written = graceful.payloads.keep("no message yet".getBytes(StandardCharsets.UTF_8));
            graceful.cleanUp().run();
            assertThat(written.path()).exists();

            Files.setLastModifiedTime(
                    written.path(), FileTime.from(Instant.now().minusSeconds(3700)));
            graceful.cleanUp().run();
            assertThat(written.path()).doesNotExist();
        }
    }

    @Test
    void sweepsWhatNothingRefersTo() throws IOException {
        Message kept = drover.queues.enqueue(export, drover.message("kept"));
        Payload orphan = drover.payloads.keep("orphan".getBytes(StandardCharsets.UTF_8));
        Path brokenOff = Files.writeString(drover.payloads.incoming(), "half an upl");

        drover.cleanUp(export).run();

        assertThat(orphan.path()).doesNotExist();
        assertThat(brokenOff).doesNotExist();
        assertThat(hasFile(kept)).isTrue();
    }

    @Test
    void usesTheSettingsWhereNoRecurringJobSaysOtherwise() {
        Message ended = acknowledged("of a recurring job that is no more");
        drover.pass(Duration.ofDays(8));

        drover.cleanUp().run();

        assertThat(hasFile(ended)).isFalse();
        assertThat(drover.queues.find(ended.uid())).isPresent();
    }

    @Test
    void removesByHandWhatAgeAndStatusName() {
        RecurringJobDefinition load = QueueFixture.recurring(Direction.IMPORT);
        Message acked = acknowledged("acked");
        Message cancelled = drover.queues.cancel(drover.queues.enqueue(load, drover.message("cancelled")));
        Message waits = drover.queues.enqueue(load, drover.message("waits"));
        drover.pass(Duration.ofDays(2));
        Message young = acknowledged("young");

        assertThat(drover.queues.cleanUp(null, Set.of(MessageStatus.Acked), Duration.ofDays(3)))
                .isEqualTo(new RemovalCounts(0, 0));
        assertThat(drover.queues.cleanUp(load.activity(), Set.of(MessageStatus.Acked), Duration.ofDays(1)))
                .isEqualTo(new RemovalCounts(0, 0));
        assertThat(drover.queues.cleanUp(null, Set.of(MessageStatus.Acked), Duration.ofDays(1)))
                .isEqualTo(new RemovalCounts(1, 1));
        assertThat(drover.queues.find(acked.uid())).isEmpty();
        assertThat(drover.queues.cleanUp(load.activity(), null, Duration.ZERO)).isEqualTo(new RemovalCounts(1, 1));
        assertThat(drover.queues.find(cancelled.uid())).isEmpty();
        assertThat(drover.queues.find(waits.uid())).isPresent();
        assertThat(drover.queues.find(young.uid())).isPresent();
    }

    @Test
    void worksInBatches() {
        for (int i = 0; i < MessageRemover.BATCH + 10; i++) {
            drover.queues.cancel(drover.queues.enqueue(export, drover.message("same")));
        }

        assertThat(drover.queues.cleanUp(null, null, Duration.ZERO))
                .isEqualTo(new RemovalCounts(MessageRemover.BATCH + 10, 1));
        assertThat(drover.count("SELECT COUNT(*) FROM drover.message")).isZero();
    }

    /** Everything ended is removed at once and over and over, while clients enqueue, dequeue and acknowledge. */
    @Test
    void removesNothingThatIsOnLease(@TempDir Path other) throws Exception {
        drover.close();
        drover = new QueueFixture(other, database(), Map.of("drover.clean-up.grace", "600"));
        int clients = 4;
        int messages = 40;
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(clients + 1);
        try {
            Future<?> sweeper = threads.submit(() -> {
                while (!done.get()) {
                    drover.queues.cleanUp(null, null, Duration.ZERO);
                }
            });
            for (Future<?> client : IntStream.range(0, clients)
                    .mapToObj(number -> threads.submit(() -> consume(number, messages)))
                    .toList()) {
                client.get();
            }
            done.set(true);
            sweeper.get();
        } finally {
            done.set(true);
            threads.shutdown(); // an interrupt would shut H2's file
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(drover.queues.depth(export).count()).isZero();
    }

    private Void consume(int client, int messages) throws IOException {
        for (int i = 0; i < messages; i++) {
            // Contents that others have too
            drover.queues.enqueue(export, drover.message("content " + i % 3));
            // Another client may take this one's message while it looks at those that others have taken: it asks again
            // then
            Message leased = await().until(() -> drover.queues.dequeue(export), Optional::isPresent)
                    .orElseThrow();
            assertThat(Files.readString(
                            drover.payloads.find(leased.content().sha256()).path()))
                    .startsWith("content");
            assertThat(drover.queues.acknowledge(
                            export, leased.correlationId(), leased.lease().receipt()))
                    .as("client %d", client)
                    .isNotNull();
        }
        return null;
    }
}
