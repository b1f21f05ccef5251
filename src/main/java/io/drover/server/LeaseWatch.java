package io.drover.server;

import io.drover.store.Leases;
import io.drover.store.Store;
import io.drover.store.ledger.Claims;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the leases of what runs here, until the last of it has ended, and gives back those of servers that are silent. Not a
 * thread of Camel's: it stops before the runs have.
 */
final class LeaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseWatch.class);

    private final Leases leases;
    private final Claims claims;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "leases");
        daemon.setDaemon(true);
        return daemon;
    });

    LeaseWatch(Store store) {
        this.leases = store.leases();
        this.claims = new Claims(store);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the look reports its own failures
    void start() {
        long millis = leases.interval().toMillis();
        thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        attempt("renewed", leases::renew);
        attempt("watched", claims::watch);
    }

    private static void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn(
                    "leases could not be {}: {}",
                    what,
                    String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    /** Ends it; waits for the look that is under way, which has the database open. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(leases.interval().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
