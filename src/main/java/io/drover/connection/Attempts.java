package io.drover.connection;

import io.drover.connection.WebServiceException.Kind;
import io.drover.connection.retry.GrowingPause;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** The attempts of one request: whether there is another one, when, and until when. Used by one thread. */
public final class Attempts {
    /** No wait between two attempts is longer, but one that the other side asks for. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    /** How often a thread that waits looks whether the server stops. */
    private static final long LOOK_MILLIS = 100;

    private final Retries retries;
    private final long began = System.nanoTime();
    private final GrowingPause delays;
    private int failed;

    public Attempts(Retries retries) {
        this.retries = retries;
        this.delays = new GrowingPause(retries.delay(), LONGEST_DELAY);
    }

    /** The time that is left for the request; negative when it is over. */
    public Duration left() {
        return retries.limit().minusNanos(System.nanoTime() - began);
    }

    /** How many have failed. */
    public int failed() {
        return failed;
    }

    /**
     * How long to wait before the next attempt: as long as the other side asks for, else a little longer each time.
     *
     * @throws WebServiceException the failure when there is none
     */
    public Duration next(WebServiceException failure) throws WebServiceException {
        failed++;
        boolean mayPass = failure.kind() == Kind.UNSENT || (failure.kind() == Kind.UNCLEAR && retries.unclearToo());
        if (!mayPass || failed > retries.most()) {
            throw failure.with(failed == 1 ? "" : "; tried " + failed + " times");
        }
        Duration delay = delays.begin();
        Duration wait = failure.retryAfter() == null ? jittered(delay) : failure.retryAfter();
        if (wait.compareTo(left()) > 0) {
            String asked = failure.retryAfter() == null ? "" : "; it asks to come back in " + wait.toSeconds() + " s";
            throw failure.with(asked + "; " + retries.limitName() + " allows no further attempt after " + failed);
        }
        return wait;
    }

    /** Up to a quarter more, so that tasks that failed together do not come back together. */
    private static Duration jittered(Duration delay) {
        return delay.plusMillis(ThreadLocalRandom.current().nextLong(delay.toMillis() / 4 + 1));
    }

    /**
     * Waits.
     *
     * @param stops whether the server stops, which ends it
     */
    public static void pause(Duration wait, BooleanSupplier stops) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0; left = until - System.nanoTime()) {
            if (stops.getAsBoolean()) {
                throw new InterruptedException("the server stops");
            }
            Thread.sleep(Math.min(LOOK_MILLIS, left / 1_000_000 + 1));
        }
    }

    /** Fails when the time is up. */
    public void requireTime() throws IOException {
        if (left().isNegative()) {
            throw timeIsUp(null);
        }
    }

    /** Says that the time is up. */
    public IOException timeIsUp(IOException cause) {
        return new IOException(
                "the answer was still arriving when its time was up (" + retries.limitName() + ")", cause);
    }
}
