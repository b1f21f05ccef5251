package io.drover.api;

import java.io.IOException;
import java.io.OutputStream;

/** What an operation gives as it is: octets, which can be read once. To be closed. */
public interface Content extends AutoCloseable {
    /** The type of all content: what is in it, only who made it knows. */
    String TYPE = "application/octet-stream";

    /** One of the headers that go with it; empty when it has none of that name. */
    String header(String name);

    void writeTo(OutputStream to) throws IOException;

    @Override
    void close() throws IOException;
}
