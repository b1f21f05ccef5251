package io.drover.job.control;

import io.drover.provider.Destination;
import io.drover.provider.RecordReader;
import io.drover.store.ConnectionAborts;
import java.time.Duration;

/**
 * Ends one run from another thread: at its next batch, and what it waits for at that moment is cancelled, in a thread of its
 * own, for the one who is asked may not answer. When that does not end it, its connections are broken off. Thread-safe: a
 * cancellation must have arrived before the connection is given to somebody else.
 */
public final class StopSwitch {
    /** Held while something is cancelled, which may take its time; never together with waiting for {@code this}. */
    private final Object cancelling = new Object();

    private StopReason stop;
    private long stoppedAt;
    private boolean cancels;
    private boolean sealed;
    private Destination destination;
    /** Ends what the run reads; null while it reads nothing. */
    private Runnable cancellation;
    /** What is open, to be broken off; also while it is being closed. */
    private Destination openDestination;

    private RecordReader openSource;

    /** The run has opened a transaction. */
    public synchronized void opened(Destination opened) {
        destination = opened;
        openDestination = opened;
    }

    /**
     * The run reads.
     *
     * @param cancellation ends what is read at the moment at which it is called
     */
    public synchronized void reads(RecordReader reader, Runnable cancellation) {
        this.cancellation = cancellation;
        openSource = reader;
    }

    /** The run has read to the end, or is about to close what it reads. */
    public void hasRead() {
        synchronized (cancelling) {
            synchronized (this) {
                cancellation = null;
            }
        }
    }

    /** The run is about to close its transaction. */
    public void closes() {
        synchronized (cancelling) {
            synchronized (this) {
                destination = null;
            }
        }
    }

    /** All that the run had open is closed. */
    public synchronized void closed() {
        openDestination = null;
        openSource = null;
    }

    /** Ends the run, unless it is at its commit; the first reason counts. Returns at once. May be repeated. */
    public synchronized void stop(StopReason reason) {
        if (sealed) {
            return;
        }
        if (stop == null) {
            stop = reason;
            stoppedAt = System.nanoTime();
        }
        cancelSoon();
    }

    private void cancelSoon() {
        if (!cancels) {
            cancels = true;
            ConnectionAborts.apart(this::cancel);
        }
    }

    private void cancel() {
        synchronized (cancelling) {
            Runnable reading;
            Destination writer;
            synchronized (this) {
                reading = sealed ? null : cancellation;
                writer = sealed ? null : destination;
            }
            try {
                if (reading != null) {
                    reading.run();
                }
                if (writer != null) {
                    writer.cancel();
                }
            } finally {
                synchronized (this) {
                    cancels = false;
                }
            }
        }
    }

    /**
     * Cancels once more when the run is to end and has not: it may have begun another statement.
     *
     * @param patience after how long its connections are broken off instead
     */
    synchronized void repeat(Duration patience) {
        if (stop == null || sealed) {
            return;
        }
        if (System.nanoTime() - stoppedAt < patience.toNanos()) {
            cancelSoon();
            return;
        }
        if (openSource != null) {
            openSource.abort();
        }
        if (openDestination != null) {
            openDestination.abort();
        }
    }

    /** Throws when the run is to end. */
    public synchronized void check() throws LoadStoppedException {
        if (stop != null) {
            throw new LoadStoppedException(stop);
        }
    }

    /** From here on the run goes through to its commit. */
    public void seal() throws LoadStoppedException {
        synchronized (cancelling) {
            synchronized (this) {
                check();
                sealed = true;
            }
        }
    }
}
