package io.drover.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops Camel within a time. Its own time-out is for what is under way; the parts that it stops after that may take leave of a server that
 * never answers, such as an FTP server in the middle of a line, and would hold the stop for ever. What hangs is left behind: its thread
 * ends with the process.
 */
final class CamelStop {
    private static final Logger LOG = LoggerFactory.getLogger(CamelStop.class);
    /** What the parts have to end in, once nothing is under way or its time is up. */
    private static final Duration PARTS = Duration.ofSeconds(5);

    private final Main main;
    private boolean hangs;

    CamelStop(Main main) {
        this.main = main;
    }

    /** Stops routes and parts; what is under way may go on until the deadline. */
    void stop(TimeBudget deadline) {
        CamelContext camel = main.getCamelContext();
        if (camel != null) {
            camel.getShutdownStrategy().setTimeout(Math.max(1, deadline.left().toSeconds()));
        }
        within(deadline.plus(PARTS), main::stop);
    }

    /** After {@link #stop}: the rest. */
    void shutdown() {
        if (!hangs) {
            within(TimeBudget.in(PARTS), main::shutdown);
        }
    }

    private void within(TimeBudget deadline, Runnable stop) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        stop.run();
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                },
                "stop-camel");
        thread.setDaemon(true);
        thread.start();
        try {
            done.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            hangs = true;
            LOG.warn(
                    "a part of Camel does not stop, such as a connection to a server that does not answer; it is left behind");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }
}
