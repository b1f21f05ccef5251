package io.drover.provider;

import java.io.IOException;

/** Reads one delivery in a stream: constant memory whatever its size. Used by one thread. */
public interface RecordReader extends AutoCloseable {

    /**
     * The next records, or null at the end. A table may come in several batches and may come back after another one.
     *
     * @throws DeliveryException when the delivery is not what it should be, with line and column
     */
    RecordBatch next() throws IOException;

    /** Ends what {@link #next} waits for, if it can; it then fails. May be called by any thread, until the reader is closed. */
    default void cancel() {}

    @Override
    void close() throws IOException;
}
