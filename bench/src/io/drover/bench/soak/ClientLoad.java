package io.drover.bench.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.crash.History;
import io.drover.crash.History.Op;
import io.drover.crash.History.Step;
import io.drover.testing.ConnectorClient;
import io.drover.testing.ConnectorClient.Dequeued;
import io.drover.testing.HttpConnection.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The clients: they enqueue, fill, dequeue, acknowledge and drop files until they are told to stop, and note what they were told. */
final class ClientLoad {
    private static final int SENDERS = 3;
    private static final int FILLERS = 1;
    private static final int RECEIVERS = 3;
    /** Answers that say for certain that nothing was kept. */
    private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 404, 413, 429, 503, 507);

    private final Site site;
    private final History history;
    private final Outgoing outgoing = new Outgoing();
    private final Drops drops;
    private final AtomicInteger numbers = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean sending = true;
    private volatile boolean receiving = true;

    ClientLoad(Site site, Path folder) throws IOException {
        this.site = site;
        this.history = new History(folder.resolve("history.txt"));
        this.drops = new Drops(site);
    }

    private interface Work {
        void once(ConnectorClient client) throws IOException, InterruptedException;
    }

    void start() {
        for (int i = 0; i < SENDERS; i++) {
            threads.execute(() -> repeat(this::send, () -> sending));
        }
        for (int i = 0; i < FILLERS; i++) {
            threads.execute(() -> repeat(this::fill, () -> sending));
        }
        for (int i = 0; i < RECEIVERS; i++) {
            threads.execute(() -> repeat(this::receive, () -> receiving));
        }
        threads.execute(() -> drops.run(() -> sending));
    }

    /** On a connection until it breaks, then on another one. */
    private static void pause(int millis) throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextInt(2 * millis));
    }

    private void repeat(Work work, java.util.function.BooleanSupplier on) {
        try {
            while (on.getAsBoolean()) {
                try (ConnectorClient client = site.client()) {
                    while (on.getAsBoolean()) {
                        work.once(client);
                    }
                } catch (IOException e) {
                    pause(300); // killed, paused or without its database
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(ConnectorClient client) throws IOException, InterruptedException {
        String id = String.valueOf(numbers.incrementAndGet());
        history.add(Step.INVOKE, Op.ENQUEUE, id);
        Step step = Step.INFO;
        try {
            Answer answer = client.enqueue(site.in(), "Received", content(id), Map.of());
            step = answer.status() == 200 ? Step.OK : REFUSED.contains(answer.status()) ? Step.FAIL : Step.INFO;
        } finally {
            history.add(step, Op.ENQUEUE, id);
        }
        pause(step == Step.OK ? 100 : 500);
    }

    private static byte[] content(String id) {
        int bytes = ThreadLocalRandom.current().nextInt(20_000);
        return ("<tables><table tableName=\"Received\"><item table=\"Received\"><column columnName=\"Id\">" + id
                        + "</column></item></table><!-- " + (id + " ").repeat(bytes / (id.length() + 1))
                        + "--></tables>")
                .getBytes(UTF_8);
    }

    private void fill(ConnectorClient client) throws IOException, InterruptedException {
        String id = "out-" + numbers.incrementAndGet();
        outgoing.sends(id);
        Answer answer = client.send("POST", "/soak/fill", id.getBytes(UTF_8));
        if (answer.status() == 200) {
            outgoing.confirmed(id);
        }
        pause(100);
    }

    private void receive(ConnectorClient client) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        Answer answer = client.dequeue(site.out());
        if (answer.status() != 200) {
            pause(500);
            return;
        }
        Dequeued message = ConnectorClient.read(answer);
        long answered = System.nanoTime();
        Answer content = client.download(message);
        if (content.status() != 200) {
            return; // it comes again when its lease has ended
        }
        String id = content.text();
        outgoing.delivered(id, asked, answered);
        if (client.ack(site.out(), message).status() == 200) {
            outgoing.acknowledged(id);
        }
    }

    /** Nothing more comes in; what is there goes on being taken out. */
    void stopSending() {
        sending = false;
    }

    void stop() throws InterruptedException {
        sending = false;
        receiving = false;
        threads.shutdown();
        if (!threads.awaitTermination(3, TimeUnit.MINUTES)) {
            threads.shutdownNow();
        }
    }

    List<History.Line> history() throws IOException {
        return new ArrayList<>(history.lines());
    }

    Outgoing outgoing() {
        return outgoing;
    }

    Drops drops() {
        return drops;
    }
}
