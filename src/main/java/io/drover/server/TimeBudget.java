package io.drover.server;

import java.time.Duration;

/**
 * When something must be over that takes several steps, none of which has a time of its own.
 *
 * @param at of the monotonic clock
 */
record TimeBudget(long at) {
    static TimeBudget in(Duration time) {
        return new TimeBudget(System.nanoTime() + time.toNanos());
    }

    TimeBudget plus(Duration more) {
        return new TimeBudget(at + more.toNanos());
    }

    /** What is left, at least a second: a step that is begun late is still looked at. */
    Duration left() {
        return Duration.ofNanos(Math.max(Duration.ofSeconds(1).toNanos(), at - System.nanoTime()));
    }
}
