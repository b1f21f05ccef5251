package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.crash.History.Op;
import io.drover.crash.History.Step;
import io.drover.testing.ConnectorClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code kill -9} while eight clients enqueue and their messages are loaded (docs/promises.md, fault 1). More kills, each at up to
 * three seconds: {@code -Ddrover.soak.kills=20}.
 */
class KilledEnqueueTest {
    private static final int KILLS = Integer.getInteger("drover.soak.kills", 3);
    private static final int LONGEST_MILLIS = KILLS > 3 ? 3_000 : 1_000;
    private static final int CLIENTS = 8;
    private static final int LARGEST_BYTES = 50 << 10;
    /** So that what was enqueued can be loaded in a few seconds too. */
    private static final int PAUSE_MILLIS = 15;

    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void whatWasAnsweredIsThereOnceAndWhatWasNotAtMostOnce(Database.Kind kind) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (QueueInstallation home = QueueInstallation.create(folder, kind);
                History history = new History(folder.resolve("history.txt"))) {
            for (int kill = 0; kill < KILLS; kill++) {
                DroverProcess drover = home.start();
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
                List<Future<Void>> running = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    long clientSeed = random.nextLong();
                    running.add(clients.submit(() -> enqueueUntilItBreaks(home, history, new Random(clientSeed))));
                }
                // However slow the machine is, it hits clients that have had answers
                int before = acknowledged.get();
                await().until(() -> acknowledged.get() > before + CLIENTS);
                Thread.sleep(random.nextInt(LONGEST_MILLIS));
                drover.kill();
                clients.shutdown();
                assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
                for (Future<Void> client : running) {
                    client.get();
                }
            }

            home.home().with("drover.clean-up.interval", "1").with("drover.clean-up.grace", "1");
            DroverProcess drover = home.start();
            QueueChecker.of(history.lines(), home.drainIn(drover))
                    .check("%s, %d kills while enqueuing (seed %d)".formatted(kind, KILLS, seed));
            await("no payload without a message").until(() -> home.payloads().size() == messages(drover));
        }
    }

    private Void enqueueUntilItBreaks(QueueInstallation home, History history, Random random)
            throws InterruptedException {
        try (ConnectorClient client = home.client()) {
            while (true) {
                enqueue(home, client, history, (1 << 10) + random.nextInt(LARGEST_BYTES - (1 << 10)));
                Thread.sleep(random.nextInt(2 * PAUSE_MILLIS));
            }
        } catch (IOException e) {
            return null; // killed
        }
    }

    private void enqueue(QueueInstallation home, ConnectorClient client, History history, int bytes)
            throws IOException {
        int number = numbers.incrementAndGet();
        String id = String.valueOf(number);
        history.add(Step.INVOKE, Op.ENQUEUE, id);
        try {
            int status = home.enqueue(client, number, bytes, Map.of()).status();
            assertThat(status).isEqualTo(200);
            history.add(Step.OK, Op.ENQUEUE, id);
            acknowledged.incrementAndGet();
        } catch (IOException e) {
            history.add(Step.INFO, Op.ENQUEUE, id);
            throw e;
        }
    }

    private static int messages(DroverProcess drover) {
        return Integer.parseInt(drover.value("drover", "SELECT COUNT(*) FROM drover.message"));
    }
}
