package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.crash.History;
import io.drover.crash.History.Op;
import io.drover.crash.History.Step;
import io.drover.crash.QueueChecker;
import io.drover.crash.RestartablePostgres;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL ends all sessions, and then itself, while clients enqueue, dequeue and acknowledge (fault 10): some are told to come
 * again, nothing is lost and nothing delivered twice.
 */
class DatabaseLostTest {
    private static final int ENQUEUERS = 4;
    private static final int DEQUEUERS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RecurringJobDefinition export = QueueFixture.recurring(Direction.EXPORT);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger enqueued = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<String> found = new CopyOnWriteArrayList<>();
    private QueueFixture drover;
    private History history;

    @Test
    void losesNothing(@TempDir Path folder) throws Exception {
        ExecutorService clients = Executors.newCachedThreadPool();
        try (RestartablePostgres database = new RestartablePostgres(folder.resolve("postgres"), TestServer.freePort());
                History lines = new History(folder.resolve("history"));
                QueueFixture fixture = new QueueFixture(folder.resolve("home"), database.url(), Map.of())) {
            drover = fixture;
            history = lines;
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < ENQUEUERS; i++) {
                boolean again = i % 2 == 0;
                running.add(clients.submit(() -> enqueue(again)));
            }
            for (int i = 0; i < DEQUEUERS; i++) {
                running.add(clients.submit(this::dequeue));
            }

            awaitWork();
            endSessions(database.url());
            awaitWork();
            database.stopAtOnce();
            int before = refused.get();
            await().atMost(PATIENCE).until(() -> refused.get() > before);
            database.start();
            awaitWork();

            stopped.set(true);
            for (Future<?> client : running) {
                client.get();
            }
            drain();
            System.out.println("PostgreSQL lost under a queue: " + refused + " times a client was told to come again");
            QueueChecker.of(lines.lines(), found).check("PostgreSQL lost under a queue");
            assertThat(refused).hasPositiveValue();
        } finally {
            stopped.set(true);
            clients.shutdownNow();
        }
    }

    private static void endSessions(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        }
    }

    private void awaitWork() {
        int before = enqueued.get();
        int foundBefore = found.size();
        await().atMost(PATIENCE).until(() -> enqueued.get() > before + 50 && found.size() > foundBefore + 10);
    }

    /** @param again whether it asks again, with the same key, until it knows */
    private Void enqueue(boolean again) {
        while (!stopped.get()) {
            String id = String.valueOf(ids.incrementAndGet());
            history.add(Step.INVOKE, Op.ENQUEUE, id);
            boolean known = enqueued(id);
            while (again && !known) {
                known = enqueued(id);
            }
            history.add(known ? Step.OK : Step.INFO, Op.ENQUEUE, id);
        }
        return null;
    }

    private boolean enqueued(String id) {
        boolean done = answered(() -> drover.queues.enqueue(export, drover.message(id, id + ".xml", "key " + id)))
                .isPresent();
        if (done) {
            enqueued.incrementAndGet();
        }
        return done;
    }

    private Void dequeue() throws IOException {
        while (!stopped.get()) {
            Optional<Message> leased =
                    answered(() -> drover.queues.dequeue(export)).flatMap(message -> message);
            if (leased.isPresent()) {
                take(leased.get());
            }
        }
        return null;
    }

    private void take(Message leased) throws IOException {
        String id =
                Files.readString(drover.payloads.find(leased.content().sha256()).path());
        history.add(Step.OK, Op.DEQUEUE, id);
        while (answered(() -> drover.queues.acknowledge(
                        export, leased.correlationId(), leased.lease().receipt()))
                .isEmpty()) {
            Thread.onSpinWait();
        }
        history.add(Step.OK, Op.ACK, id);
        found.add(id);
    }

    /** Empty when it is to be tried again later. */
    private <T> Optional<T> answered(Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (QueueException e) {
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.UNAVAILABLE);
            refused.incrementAndGet();
            return Optional.empty();
        }
    }

    private void drain() throws IOException {
        drover.passLeases();
        history.add(Step.OK, Op.EXPIRE, "");
        for (Optional<Message> next = drover.queues.dequeue(export);
                next.isPresent();
                next = drover.queues.dequeue(export)) {
            take(next.get());
        }
    }
}
