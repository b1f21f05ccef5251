package io.drover.deploy.route;

import io.drover.definition.problem.Problem;
import java.time.Duration;

/** Routes of a file that cannot start because what they go to is away, and when they are tried again: later after each attempt. */
final class WaitingStart {
    /** As for the endpoints of jobs. */
    private static final int LONGEST = 30;

    private final long first;
    private Problem problem;
    private int attempts;
    private long next;

    /** @param first pause before the next attempt */
    WaitingStart(Duration first) {
        this.first = first.toNanos();
    }

    /** Another attempt has failed. */
    WaitingStart failed(Problem why) {
        problem = why;
        next = System.nanoTime() + first * Math.min(LONGEST, 1L << Math.min(attempts, 5));
        attempts++;
        return this;
    }

    /** An attempt was begun whose end is yet to come. */
    void goesOn() {
        next = System.nanoTime() + first;
    }

    boolean isDue() {
        return next - System.nanoTime() <= 0;
    }

    /** Why, in words that stay the same from one attempt to the next. */
    Problem problem() {
        return new Problem(
                problem.file(),
                problem.line(),
                "cannot start yet, and is tried again until it can: " + problem.message());
    }
}
