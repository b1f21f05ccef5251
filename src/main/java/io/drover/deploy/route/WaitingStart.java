package io.drover.deploy.route;

import io.drover.connection.retry.GrowingPause;
import io.drover.definition.problem.Problem;
import java.time.Duration;

/** Routes of a file that cannot start because what they go to is away, and when they are tried again: later after each attempt. */
final class WaitingStart {
    private final GrowingPause pause;
    private Problem problem;

    /** @param first pause before the next attempt */
    WaitingStart(Duration first) {
        this.pause = GrowingPause.thirtyfold(first);
    }

    /** Another attempt has failed. */
    WaitingStart failed(Problem why) {
        problem = why;
        pause.begin();
        return this;
    }

    /** An attempt was begun whose end is yet to come. */
    void goesOn() {
        pause.beginShort();
    }

    boolean isDue() {
        return pause.isOver();
    }

    /** Why, in words that stay the same from one attempt to the next. */
    Problem problem() {
        return new Problem(
                problem.file(),
                problem.line(),
                "cannot start yet, and is tried again until it can: " + problem.message());
    }
}
