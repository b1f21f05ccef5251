package io.drover.security.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts wrong secrets by client and address: after so many within a minute no more are tried until it is over. Thread-safe. */
final class FailedSecrets {
    static final int MOST = 10;
    static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int MAX_KEYS = 10_000;

    private final Clock clock;
    private final int most;
    private final Map<Key, Count> counts = new ConcurrentHashMap<>();

    private record Key(String clientId, String address) {}

    private record Count(int failures, Instant until) {}

    FailedSecrets(Clock clock) {
        this(clock, MOST);
    }

    FailedSecrets(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** Seconds until secrets are tried again; 0: now. */
    public int wait(String clientId, String address) {
        Count count = counts.get(new Key(clientId, address));
        Instant now = clock.instant();
        if (count == null || count.failures() < most || !now.isBefore(count.until())) {
            return 0;
        }
        return (int) Duration.between(now, count.until()).toSeconds() + 1;
    }

    void failed(String clientId, String address) {
        Instant now = clock.instant();
        if (counts.size() >= MAX_KEYS) {
            counts.values().removeIf(count -> !now.isBefore(count.until()));
            if (counts.size() >= MAX_KEYS) {
                counts.clear();
            }
        }
        counts.merge(
                new Key(clientId, address),
                new Count(1, now.plus(WINDOW)),
                (old, fresh) -> now.isBefore(old.until()) ? new Count(old.failures() + 1, old.until()) : fresh);
    }
}
