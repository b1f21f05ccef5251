package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at once (faults 33 and 34): one message for one content, one client for one message. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConcurrentQueueContract {
    private static final int ENQUEUERS = 32;
    private static final int DEQUEUERS = 64;
    private static final int MESSAGES = 640;

    private final RecurringJobDefinition export = QueueFixture.recurring(Direction.EXPORT);
    private QueueFixture drover;

    /** URL of a new database. */
    abstract String database();

    @BeforeAll
    void open(@TempDir Path home) {
        drover = new QueueFixture(home, database(), Map.of());
    }

    @AfterAll
    void close() {
        drover.close();
    }

    /** Starts all at the same moment. */
    private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private void assertOneMessage(RecurringJobDefinition recurring, Supplier<NewMessage> message) throws Exception {
        List<String> ids = atOnce(
                ENQUEUERS, () -> drover.queues.enqueue(recurring, message.get()).uid());

        assertThat(ids).hasSize(ENQUEUERS).containsOnly(ids.get(0));
        assertThat(drover.count("SELECT COUNT(*) FROM drover.message WHERE activity = '" + recurring.activity() + "'"))
                .isEqualTo(1);
    }

    @Test
    void makesOneMessageOfAContentThatManyEnqueueUnderTheSameKey() throws Exception {
        assertOneMessage(
                QueueFixture.recurring(Direction.IMPORT), () -> drover.message("content", "orders.xml", "a key"));
    }

    @Test
    void makesOneMessageOfAContentThatManyEnqueueUnderTheSameName() throws Exception {
        assertOneMessage(QueueFixture.recurring(Direction.IMPORT), () -> drover.message("content", "orders.xml", null));
    }

    @Test
    void givesEachMessageToOneOfManyClients() throws Exception {
        for (int i = 0; i < MESSAGES; i++) {
            drover.queues.enqueue(export, drover.message("message " + i % 10));
        }

        List<Message> delivered =
                atOnce(DEQUEUERS, this::drain).stream().flatMap(List::stream).toList();

        assertThat(delivered).hasSize(MESSAGES);
        assertThat(delivered).extracting(Message::uid).doesNotHaveDuplicates();
        assertThat(drover.queues.depth(export).count()).isZero();
    }

    private List<Message> drain() {
        List<Message> delivered = new ArrayList<>();
        for (Optional<Message> next = drover.queues.dequeue(export);
                next.isPresent();
                next = drover.queues.dequeue(export)) {
            delivered.add(drover.queues.acknowledge(
                    export, next.get().correlationId(), next.get().lease().receipt()));
        }
        return delivered;
    }
}
