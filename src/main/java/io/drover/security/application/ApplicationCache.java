package io.drover.security.application;

import io.drover.store.application.ApplicationTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Applications as they were within the last second. */
public final class ApplicationCache {
    private static final Duration FRESH = Duration.ofSeconds(1);
    /** Whoever asks for tokens under ever new client ids does not fill the memory. */
    private static final int MAX_ENTRIES = 10_000;

    private final ApplicationTable table;
    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * What is remembered of an application.
     *
     * @param application empty: there is none of this client id
     */
    public record Entry(Optional<Application> application, List<String> secretHashes, Instant read) {}

    ApplicationCache(ApplicationTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Empty when it was not read within the last second. */
    Optional<Entry> known(String clientId) {
        return Optional.ofNullable(entries.get(clientId)).filter(this::isFresh);
    }

    /** One entry; others wait for the one who reads it, so that a busy client is read once a second. */
    Entry find(String clientId) {
        return known(clientId).orElseGet(() -> {
            if (entries.size() > MAX_ENTRIES) {
                entries.clear();
            }
            return entries.compute(clientId, (id, old) -> old != null && isFresh(old) ? old : read(id));
        });
    }

    /** Waits for one who reads it: what he read may be old. */
    void forget(String clientId) {
        entries.remove(clientId);
    }

    private Entry read(String clientId) {
        Instant before = clock.instant(); // what changes while it is read is not missed for longer
        return new Entry(table.find(clientId).map(Application::of), table.secretHashes(clientId), before);
    }

    private boolean isFresh(Entry entry) {
        Instant now = clock.instant();
        return !now.isBefore(entry.read())
                && Duration.between(entry.read(), now).compareTo(FRESH) < 0;
    }
}
