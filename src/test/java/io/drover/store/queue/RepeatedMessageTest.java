package io.drover.store.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two that enqueue the same at once: the one who looks waits for the one who has looked and not yet entered. */
class RepeatedMessageTest {
    private static final String SHA256 = "a".repeat(64);

    @TempDir
    private Path home;

    private Store open(String url) {
        return Store.open(Settings.of(Map.of("drover.data", home.toString(), "drover.store.url", url)));
    }

    private static MessageEntry entry() {
        String uid = UUID.randomUUID().toString();
        return new MessageEntry(
                uid,
                uid,
                MessageStatus.Enqueued,
                new MessageEntry.Queue("activity", "Job", Direction.IMPORT, Duration.ofMinutes(10)),
                new MessageEntry.Content(null, SHA256, 1L),
                MessageProperties.NONE.withExternalId("orders.xml"));
    }

    @Test
    void waitsForTheProcessOnH2() {
        try (Store store = open("")) {
            MessageEntry first = entry();
            ReentrantLock lock = (ReentrantLock) store.lock(first.identifier());
            CompletableFuture<Message> second;
            lock.lock();
            try {
                second = enterElsewhere(store, lock::hasQueuedThreads);
                store.jdbi().useTransaction(handle -> new MessageEntries(store).enter(handle, first));
            } finally {
                lock.unlock();
            }
            assertThat(second.join().uid()).isEqualTo(first.uid());
        }
    }

    @Test
    void waitsForTheTransactionOnPostgres() {
        try (Store store = open(TestPostgres.shared().createDatabase().url())) {
            MessageEntry first = entry();
            CompletableFuture<Message> second;
            try (Handle handle = store.jdbi().open()) {
                handle.begin();
                handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:identifier, 0))")
                        .bind("identifier", first.identifier())
                        .mapTo(String.class)
                        .list();
                second = enterElsewhere(store, () -> isWaitedFor(store));
                new MessageEntries(store).enter(handle, first);
                handle.commit();
            }
            assertThat(second.join().uid()).isEqualTo(first.uid());
        }
    }

    private static boolean isWaitedFor(Store store) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT COUNT(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database ="
                                + " (SELECT oid FROM pg_database WHERE datname = current_database())")
                .mapTo(Boolean.class)
                .one());
    }

    /** Returns when the other one waits. */
    private static CompletableFuture<Message> enterElsewhere(Store store, BooleanSupplier waits) {
        CompletableFuture<Message> entered = CompletableFuture.supplyAsync(
                () -> new MessageEntries(store).enter(entry()).orElseThrow());
        Awaitility.await("somebody waits").until(() -> waits.getAsBoolean() || entered.isDone());
        assertThat(entered).isNotDone();
        return entered;
    }
}
