package io.drover.connection;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** The answer to a call, while it arrives. What its reader leaves unread is given up with the connection. */
public final class OutgoingAnswer implements Closeable {
    private static final int BUFFER = 16 * 1024;

    private final ClassicHttpResponse response;

    OutgoingAnswer(ClassicHttpResponse response) {
        this.response = response;
    }

    /** Makes something of an answer. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads an answer as far as it is wanted.
         *
         * @throws IOException when the answer breaks off or is none that can be used
         */
        T read(OutgoingAnswer answer) throws IOException;
    }

    /** More came than is taken. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        private TooLargeException(long most) {
            super("the answer has more than " + most + " bytes");
        }
    }

    /** The HTTP status. */
    public int status() {
        return response.getCode();
    }

    /** The first header of a name, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    /** All headers of a name, whatever its case. */
    public List<String> headers(String name) {
        return Arrays.stream(response.getHeaders(name)).map(Header::getValue).toList();
    }

    /** The text of the status; empty when there is none. */
    public String reason() {
        return Optional.ofNullable(response.getReasonPhrase()).orElse("");
    }

    /** Whether there is a body, be it an empty one. */
    public boolean hasBody() {
        return response.getEntity() != null;
    }

    /** Gives each header to a reader, in their order. */
    public void eachHeader(BiConsumer<String, String> reader) {
        response.headerIterator().forEachRemaining(header -> reader.accept(header.getName(), header.getValue()));
    }

    /** How long the other side asks to be left alone, or null. */
    public Duration retryAfter() {
        return RetryAfter.of(header("Retry-After").orElse(""));
    }

    /** The body, uncompressed, as it comes; empty when there is none. */
    public InputStream body() throws IOException {
        return response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent();
    }

    /**
     * The body in memory, as UTF-8.
     *
     * @throws TooLargeException when it has more bytes than are taken
     */
    public String text(int most) throws IOException {
        return new String(bytes(most), StandardCharsets.UTF_8);
    }

    /**
     * The body in memory.
     *
     * @throws TooLargeException when it has more bytes than are taken
     */
    public byte[] bytes(int most) throws IOException {
        byte[] bytes = body().readNBytes(most);
        requireEnd(most);
        return bytes;
    }

    /**
     * Writes the body; gives its length.
     *
     * @throws TooLargeException when it has more bytes than are taken; so many have been written then
     */
    public long writeTo(OutputStream to, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        InputStream body = body();
        long written = 0;
        while (written < most) {
            int n = body.read(buffer, 0, (int) Math.min(BUFFER, most - written));
            if (n < 0) {
                return written;
            }
            to.write(buffer, 0, n);
            written += n;
        }
        requireEnd(most);
        return written;
    }

    /** Gives up what has not been read. */
    @Override
    public void close() throws IOException {
        response.close();
    }

    private void requireEnd(long most) throws IOException {
        if (body().read() >= 0) {
            throw new TooLargeException(most);
        }
    }
}
