package io.drover.provider.edi;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Control numbers of interchanges and groups: ever higher ones of up to nine digits, the seconds since 2020 or one more than the last.
 * They leave gaps. Who needs numbers without maps one of his own.
 */
final class ControlNumbers {
    private static final long SINCE = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
    private static final long LIMIT = 1_000_000_000L;
    private static final AtomicLong LAST = new AtomicLong();

    private ControlNumbers() {}

    static long next() {
        return LAST.updateAndGet(last -> Math.max(last + 1, Instant.now().getEpochSecond() - SINCE)) % LIMIT;
    }
}
