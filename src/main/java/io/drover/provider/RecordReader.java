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

    @Override
    void close() throws IOException;
}
