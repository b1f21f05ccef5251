package io.drover.queue;

import io.drover.connection.Unreached;
import java.time.Duration;

/** How long a route that has given a message back waits before it takes the next one: longer after each failure, while a server is away. */
final class RetryPause {
    /** As for the endpoints of jobs. */
    private static final int LONGEST = 30;

    private final long first;
    private int failures;
    private long next = System.nanoTime();

    /** @param first pause after the first failure */
    RetryPause(Duration first) {
        this.first = first.toNanos();
    }

    /** What fails for another reason may not fail for the next message: that needs no pause. */
    void failed(Throwable why) {
        if (Unreached.isReasonOf(why)) {
            next = System.nanoTime() + first * Math.min(LONGEST, 1L << Math.min(failures, 5));
            failures++;
        }
    }

    void worked() {
        failures = 0;
    }

    boolean isOver() {
        return next - System.nanoTime() <= 0;
    }
}
