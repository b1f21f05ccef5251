package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drover.crash.History;
import io.drover.crash.History.Op;
import io.drover.crash.History.Step;
import io.drover.crash.QueueChecker;
import io.drover.queue.QueueModel.Entry;
import io.drover.queue.QueueModel.State;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A random walk through all that can be done to a queue, beside a model (docs/promises.md). It prints its seed; the system property
 * {@code drover.test.seed} walks the same way again.
 */
abstract class QueueModelContract {
    private static final int STEPS = 400;
    private static final int CONTENTS = 4;
    private static final int EXTERNAL_IDS = 3;
    private static final long[] MINUTES = {3, 7, 31, 31, 8 * 24 * 60 + 1, 91 * 24 * 60 + 1};

    private final RecurringJobDefinition export = QueueFixture.recurring(Direction.EXPORT);
    private final QueueModel model = new QueueModel();
    private final List<String> found = new ArrayList<>();
    private Random random;
    private History history;
    private QueueFixture drover;
    private Path home;
    private int life;
    private int enqueues;

    /** Opens the queues for the first time. */
    abstract QueueFixture open(Path home);

    /** Opens them as a kill -9 has left them. */
    abstract QueueFixture crash(QueueFixture killed, Path home, Path next) throws IOException;

    @Test
    void doesWhatThePromisesSay(@TempDir Path folder) throws Exception {
        long seed = Long.getLong("drover.test.seed", System.nanoTime());
        System.out.println(getClass().getSimpleName() + ": seed " + seed);
        random = new Random(seed);
        home = folder.resolve("life-0");
        drover = open(home);
        try (History lines = new History(folder.resolve("history"))) {
            history = lines;
            for (int step = 0; step < STEPS; step++) {
                step(folder);
            }
            compare();
            drain();
            QueueChecker.of(lines.lines(), found).check(getClass().getSimpleName());
        } finally {
            drover.close();
        }
    }

    private void step(Path folder) throws IOException {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> enqueue();
            case 5, 6, 7, 8 -> dequeue();
            case 9, 10 -> acknowledge();
            case 11 -> acknowledgeStale();
            case 12 -> acknowledgeEdited();
            case 13, 14 -> pass(MINUTES[random.nextInt(MINUTES.length)]);
            case 15 -> sweep();
            case 16 -> cancel();
            case 17 -> retry();
            case 18 -> download();
            default -> crash(folder);
        }
    }

    private void crash(Path folder) throws IOException {
        if (random.nextInt(4) == 0) {
            Path next = folder.resolve("life-" + ++life);
            drover = crash(drover, home, next);
            home = next;
            compare();
        }
    }

    private void enqueue() {
        String content = "content " + random.nextInt(CONTENTS);
        String externalId = "file " + random.nextInt(EXTERNAL_IDS) + ".xml";
        String key = random.nextInt(3) == 0 ? "key of " + content : null;
        Optional<Entry> known = model.known(content, externalId, key);
        String id = String.valueOf(++enqueues);
        history.add(Step.INVOKE, Op.ENQUEUE, id);

        Message message = drover.queues.enqueue(export, drover.message(content, externalId, key));

        if (known.isPresent()) {
            assertThat(message.uid()).isEqualTo(known.get().uid);
            history.add(Step.FAIL, Op.ENQUEUE, id); // no message of its own
        } else {
            assertThat(model.byUid).doesNotContainKey(message.uid());
            model.byUid.put(message.uid(), new Entry(message.uid(), content, externalId, key, model.now));
            history.add(Step.INVOKE, Op.ENQUEUE, message.uid());
            history.add(Step.OK, Op.ENQUEUE, message.uid());
        }
    }

    private void dequeue() {
        List<Entry> expired = model.expired();
        Optional<Message> delivered = drover.queues.dequeue(export);
        expired.stream()
                .filter(entry -> entry.attempts >= QueueModel.MAX_ATTEMPTS
                        && status(entry) == MessageStatus.PostProcessingFailed)
                .forEach(entry -> model.end(entry, State.ASIDE));
        List<Entry> again =
                expired.stream().filter(entry -> entry.state == State.LEASED).toList();
        if (delivered.isEmpty()) {
            assertThat(again).isEmpty();
            assertThat(model.oldestWaiting()).isEmpty();
            return;
        }
        Message message = delivered.get();
        Entry entry = model.byUid.get(message.uid());
        if (again.isEmpty()) {
            assertThat(model.oldestWaiting()).containsSame(entry);
        } else {
            assertThat(again).contains(entry);
        }
        assertThat(entry.attempts).isLessThan(QueueModel.MAX_ATTEMPTS);
        assertThat(entry.receipts).doesNotContain(message.lease().receipt());
        assertThat(drover.payloads.find(message.content().sha256()).path()).hasContent(entry.content);
        history.add(Step.OK, Op.DEQUEUE, entry.uid);
        model.lease(entry, message.lease().receipt());
    }

    /** In time, late, once more: all the same as long as the receipt is the latest. */
    private void acknowledge() {
        any(State.LEASED, State.ACKED, State.ASIDE).ifPresent(entry -> {
            entry.receipt().ifPresent(receipt -> {
                drover.queues.acknowledge(export, entry.uid, receipt);
                history.add(Step.OK, Op.ACK, entry.uid);
                if (entry.state != State.ACKED) {
                    model.end(entry, State.ACKED);
                }
            });
        });
    }

    private void acknowledgeStale() {
        Stream.of(model.inState(State.values()))
                .flatMap(List::stream)
                .filter(entry -> entry.receipts.size() > 1)
                .findAny()
                .ifPresent(entry -> assertRefused(Kind.CONFLICT, entry.uid, entry.receipts.get(0)));
    }

    private void acknowledgeEdited() {
        any(State.LEASED).ifPresent(entry -> {
            String receipt = entry.receipt().orElseThrow();
            assertRefused(Kind.UNKNOWN, entry.uid, receipt.toLowerCase(Locale.ROOT) + "=");
            assertRefused(Kind.UNKNOWN, UUID.randomUUID().toString(), receipt);
        });
    }

    private void assertRefused(Kind kind, String uid, String receipt) {
        QueueException refused =
                catchThrowableOfType(QueueException.class, () -> drover.queues.acknowledge(export, uid, receipt));
        assertThat(refused.kind()).isEqualTo(kind);
    }

    private void pass(long minutes) {
        drover.pass(Duration.ofMinutes(minutes));
        model.now += minutes;
        if (!model.expired().isEmpty()) {
            history.add(Step.OK, Op.EXPIRE, "");
        }
    }

    private void sweep() {
        drover.cleanUp(export).run();
        model.inState(State.ACKED).forEach(entry -> note(entry.uid));
        model.inState(State.ASIDE, State.CANCELLED).forEach(entry -> note(entry.uid));
        model.sweep();
        Set<String> contents =
                model.byUid.values().stream().map(entry -> entry.content).collect(Collectors.toSet());
        for (String content : contents) {
            assertThat(Files.exists(drover.fileOf(content)))
                    .as("payload of %s", content)
                    .isEqualTo(model.keepsPayload(content));
        }
    }

    /** What has ended may be swept away: it has been found nevertheless. */
    private void note(String uid) {
        if (!found.contains(uid)) {
            found.add(uid);
        }
    }

    private void cancel() {
        any(State.WAITING, State.LEASED).ifPresent(entry -> {
            drover.queues.cancel(message(entry));
            model.end(entry, State.CANCELLED);
        });
    }

    private void retry() {
        any(State.ASIDE, State.CANCELLED).ifPresent(entry -> {
            if (entry.payload) {
                drover.queues.retry(message(entry));
                model.retry(entry);
                history.add(Step.OK, Op.EXPIRE, ""); // it may have been on lease when it was cancelled
            } else {
                QueueException refused =
                        catchThrowableOfType(QueueException.class, () -> drover.queues.retry(message(entry)));
                assertThat(refused.kind()).isEqualTo(Kind.INVALID);
            }
        });
    }

    private void download() {
        any(State.LEASED).ifPresent(entry -> {
            drover.queues.downloaded(message(entry));
            assertThat(status(entry)).isEqualTo(MessageStatus.Downloaded);
        });
    }

    private Optional<Entry> any(State... states) {
        List<Entry> entries = model.inState(states);
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(random.nextInt(entries.size())));
    }

    private Message message(Entry entry) {
        return drover.queues.find(entry.uid).orElseThrow();
    }

    private MessageStatus status(Entry entry) {
        return message(entry).status();
    }

    private void compare() {
        assertThat(drover.count("SELECT COUNT(*) FROM drover.message")).isEqualTo(model.byUid.size());
        for (Entry entry : model.byUid.values()) {
            Message message = message(entry);
            assertThat(stateOf(message.status())).as(entry.uid).isEqualTo(entry.state);
            assertThat(message.state().attempts()).isEqualTo(entry.attempts);
            assertThat(Optional.ofNullable(message.lease().receipt())).isEqualTo(entry.receipt());
            assertThat(message.content().removed() == null).isEqualTo(entry.payload);
            assertThat(drover.queues.transitions(message))
                    .hasSize(message.state().version() + 1)
                    .last()
                    .extracting(transition -> transition.status())
                    .isEqualTo(message.status());
        }
    }

    private static State stateOf(MessageStatus status) {
        return switch (status) {
            case Enqueued -> State.WAITING;
            case Dequeued, Downloaded -> State.LEASED;
            case Acked -> State.ACKED;
            case PostProcessingFailed -> State.ASIDE;
            case Canceled -> State.CANCELLED;
            default -> throw new AssertionError("an export's message is " + status);
        };
    }

    /** Everything that is left is delivered; what ended is found where it is. */
    private void drain() {
        pass(QueueModel.LEASE + 1);
        while (model.expired().size() + (model.oldestWaiting().isPresent() ? 1 : 0) > 0) {
            dequeue();
            new HashSet<>(model.inState(State.LEASED))
                    .stream().filter(entry -> entry.leaseUntil > model.now).forEach(entry -> {
                        drover.queues.acknowledge(
                                export, entry.uid, entry.receipt().orElseThrow());
                        model.end(entry, State.ACKED);
                    });
        }
        compare();
        model.byUid.keySet().forEach(this::note);
    }
}
