package io.drover.store.queue;

/** Which way a recurring job moves data, seen from Drover. */
public enum Direction {
    /** Clients enqueue, the job loads. */
    IMPORT,
    /** The job writes, clients dequeue. */
    EXPORT
}
