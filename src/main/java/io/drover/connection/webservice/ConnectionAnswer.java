package io.drover.connection.webservice;

import io.drover.connection.OutgoingAnswer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiConsumer;

/** The answer to a {@link ConnectionCall}, while it arrives. What its reader leaves unread is given up with the network connection. */
public final class ConnectionAnswer implements Closeable {
    private final OutgoingAnswer answer;
    private final InputStream body;

    ConnectionAnswer(OutgoingAnswer answer, InputStream body) {
        this.answer = answer;
        this.body = body;
    }

    /** The HTTP status. */
    public int status() {
        return answer.status();
    }

    /** The text of the status; empty when there is none. */
    public String reason() {
        return answer.reason();
    }

    /** Whether there is a body, be it an empty one. */
    public boolean hasBody() {
        return answer.hasBody();
    }

    /** The body, uncompressed, as it comes; what breaks it off is said with the address. */
    public InputStream body() {
        return body;
    }

    /** All values of a header, whatever its case. */
    public List<String> headers(String name) {
        return answer.headers(name);
    }

    /** Gives each header to a reader, in their order. */
    public void eachHeader(BiConsumer<String, String> reader) {
        answer.eachHeader(reader);
    }

    @Override
    public void close() throws IOException {
        try (answer) {
            body.close();
        }
    }
}
