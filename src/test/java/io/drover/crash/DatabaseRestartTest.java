package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.crash.History.Op;
import io.drover.crash.History.Step;
import io.drover.testing.ConnectorClient;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL goes away under clients that enqueue and messages that are loaded, and comes back (fault 10). */
class DatabaseRestartTest {
    private static final int CLIENTS = 4;

    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Answer> refusals = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    @Test
    void clientsAreToldToComeAgainAndNothingIsLost() throws Exception {
        try (RestartablePostgres postgres = new RestartablePostgres(folder.resolve("pg"), TestServer.freePort());
                QueueInstallation home = new QueueInstallation(
                        new Installation(folder.resolve("home")).with("drover.store.url", postgres.url()));
                History history = new History(folder.resolve("history.txt"))) {
            DroverProcess drover = home.start();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(() -> enqueueUntilStopped(home, history)));
            }
            awaitMoreThan(20);

            postgres.stopAtOnce();
            await("not ready").until(() -> drover.health("ready") == 503);
            await("clients are refused").until(() -> refusals.stream().anyMatch(refusal -> refusal.status() == 503));
            assertThat(drover.health("live")).isEqualTo(200);
            postgres.start();
            await("ready again").until(() -> drover.health("ready") == 200);
            awaitMoreThan(taken.get() + 20);

            stopped.set(true);
            for (Future<Void> client : running) {
                client.get();
            }
            clients.shutdown();
            assertThat(refusals).allSatisfy(refusal -> {
                assertThat(refusal.status()).as(refusal.text()).isEqualTo(503);
                assertThat(Integer.parseInt(refusal.headers().get("retry-after")))
                        .isPositive();
            });
            QueueChecker.of(history.lines(), home.drainIn(drover)).check("PostgreSQL restarted while enqueuing");
        }
    }

    private void awaitMoreThan(int count) {
        await("clients enqueue").until(() -> taken.get() > count);
    }

    private Void enqueueUntilStopped(QueueInstallation home, History history) throws Exception {
        try (ConnectorClient client = home.client()) {
            while (!stopped.get()) {
                int number = numbers.incrementAndGet();
                String id = String.valueOf(number);
                history.add(Step.INVOKE, Op.ENQUEUE, id);
                Answer answer = home.enqueue(client, number, 4096, Map.of());
                if (answer.status() == 200) {
                    history.add(Step.OK, Op.ENQUEUE, id);
                    taken.incrementAndGet();
                } else {
                    // The commit may have been done when the database went
                    history.add(Step.INFO, Op.ENQUEUE, id);
                    refusals.add(answer);
                }
                Thread.sleep(20);
            }
        }
        return null;
    }
}
