package io.drover.bench.queue;

import java.io.IOException;

/** A client of one of the sides, on a connection of its own. */
interface Client extends AutoCloseable {
    /** Sends a payload; returns when it is durable. */
    void enqueue(byte[] payload) throws IOException;

    /** Takes a message and acknowledges it. */
    void dequeue() throws IOException;

    @Override
    void close() throws IOException;
}
