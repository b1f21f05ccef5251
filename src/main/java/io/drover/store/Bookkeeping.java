package io.drover.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries in Drover's own tables that must be made, however long it takes: how a run ended, where its file went. While the
 * database is away or its disk is full, the job waits here with its delivery. Thread-safe.
 */
public final class Bookkeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Bookkeeping.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Makes an entry; tries again until it is made, the server stops, or it fails for a reason that time does not cure. */
    public <T> T enter(Supplier<T> entry) {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            try {
                return entry.get();
            } catch (RuntimeException e) {
                if (!SqlErrors.isTransient(e) || stops(pause)) {
                    throw e;
                }
                if (pause == FIRST_PAUSE_MILLIS) {
                    LOG.warn(
                            "the ledger cannot be written, trying until it can: {}",
                            String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
                }
            }
        }
    }

    /** As {@link #enter(Supplier)}, without a result. */
    public void enter(Runnable entry) {
        enter(() -> {
            entry.run();
            return null;
        });
    }

    private boolean stops(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The server stops: what cannot be entered now is put right at the next start. */
    public void stop() {
        stopped.countDown();
    }
}
