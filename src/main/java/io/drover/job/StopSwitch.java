package io.drover.job;

import io.drover.provider.Destination;
import io.drover.provider.RecordReader;

/**
 * Ends one run from another thread: at its next batch, and what it waits for at that moment is cancelled. Thread-safe. One
 * lock for all of it: a cancellation must have arrived before the connection is given to somebody else.
 */
final class StopSwitch {
    private Stop stop;
    private boolean sealed;
    private Destination destination;
    private RecordReader source;

    /** The run has opened a transaction. */
    synchronized void opened(Destination opened) {
        destination = opened;
    }

    /** The run reads. */
    synchronized void reads(RecordReader reader) {
        source = reader;
    }

    /** The run has read to the end, or is about to close what it reads. */
    synchronized void hasRead() {
        source = null;
    }

    /** The run is about to close its transaction. */
    synchronized void closes() {
        destination = null;
    }

    /** Ends the run, unless it is at its commit; the first reason counts. May be repeated. */
    synchronized void stop(Stop reason) {
        if (sealed) {
            return;
        }
        if (stop == null) {
            stop = reason;
        }
        cancel();
    }

    private void cancel() {
        if (source != null) {
            source.cancel();
        }
        if (destination != null) {
            destination.cancel();
        }
    }

    /** Cancels once more when the run is to end and has not: it may have begun another statement. */
    synchronized void repeat() {
        if (stop != null) {
            cancel();
        }
    }

    /** Throws when the run is to end. */
    synchronized void check() throws LoadStopped {
        if (stop != null) {
            throw new LoadStopped(stop);
        }
    }

    /** From here on the run goes through to its commit. */
    synchronized void seal() throws LoadStopped {
        check();
        sealed = true;
    }
}
