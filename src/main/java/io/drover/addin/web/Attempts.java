package io.drover.addin.web;

import io.drover.addin.web.WebServiceException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often a request is sent, when again, and until when. Used by one thread. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    /** No wait between two attempts is longer, but one that the web service asks for. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    /** How often a thread that waits looks whether the server stops. */
    private static final long LOOK_MILLIS = 100;

    private final String task;
    private final int retries;
    private final boolean unclearToo;
    private final Duration limit;
    private final long began = System.nanoTime();
    private Duration delay;
    private int failed;
    private boolean atOnce;

    Attempts(CallParameters parameters) {
        task = parameters.text("task");
        retries = parameters.number("retries");
        unclearToo = parameters.isTrue("retryUnclear");
        limit = parameters.duration("timeLimit");
        delay = parameters.duration("retryDelay");
    }

    /** The next failure is none: the request is sent again at once. */
    void again() {
        atOnce = true;
    }

    /** Whether the time for the request is up. */
    boolean isTimeUp() {
        return left().isNegative();
    }

    /** The time that is left for the request; negative when it is over. */
    Duration left() {
        return limit.minusNanos(System.nanoTime() - began);
    }

    /** Waits before the next attempt, or throws the failure when there is none. */
    void failed(WebServiceException failure, CamelContext camel) throws WebServiceException, InterruptedException {
        if (atOnce) {
            atOnce = false;
            return;
        }
        failed++;
        boolean mayPass = failure.kind() == Kind.UNSENT || (failure.kind() == Kind.UNCLEAR && unclearToo);
        if (!mayPass || failed > retries) {
            throw told(failure, failed == 1 ? "" : "; tried " + failed + " times");
        }
        Duration wait = failure.retryAfter() == null ? jittered(delay) : failure.retryAfter();
        if (wait.compareTo(left()) > 0) {
            String asked = failure.retryAfter() == null ? "" : "; it asks to come back in " + wait.toSeconds() + " s";
            throw told(failure, asked + "; timeLimit allows no further attempt after " + failed);
        }
        LOG.warn(
                "{}  {}; tried again in {} s ({} of {})",
                task,
                failure.getMessage(),
                wait.plusMillis(500).toSeconds(),
                failed,
                retries);
        delay = shorter(delay.multipliedBy(2), LONGEST_DELAY);
        pause(wait, camel);
    }

    private static WebServiceException told(WebServiceException failure, String more) {
        return new WebServiceException(
                failure.getMessage() + more, failure.kind(), failure.status(), failure.retryAfter(), failure);
    }

    /** Up to a quarter more, so that tasks that failed together do not come back together. */
    private static Duration jittered(Duration delay) {
        return delay.plusMillis(ThreadLocalRandom.current().nextLong(delay.toMillis() / 4 + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void pause(Duration wait, CamelContext camel) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0; left = until - System.nanoTime()) {
            if (camel.isStopping() || camel.isStopped()) {
                throw new InterruptedException("the server stops");
            }
            Thread.sleep(Math.min(LOOK_MILLIS, left / 1_000_000 + 1));
        }
    }

    /** Fails when the time is up. */
    void requireTime() throws IOException {
        if (isTimeUp()) {
            throw timeIsUp(null);
        }
    }

    static IOException timeIsUp(IOException cause) {
        return new IOException("the answer was still arriving when its time was up (timeLimit)", cause);
    }
}
