package io.drover.connection.webservice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request to the system of a connection, for {@link ConnectionCall}. Used by one thread.
 *
 * <pre>{@code
 * ConnectionRequest.of("POST", "orders").header("Accept", "application/json").body("application/json", bytes)
 * }</pre>
 */
public final class ConnectionRequest {
    /** Those that may arrive twice (RFC 9110, 9.2.2). */
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private static final String KEY = "Idempotency-Key";

    private final String method;
    private final String path;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private Body body;

    /** What is sent, from its beginning for each attempt. */
    public interface Body {
        /** Its Content-Type; null for none. */
        String type();

        /** So many bytes; -1 when that is not known. */
        long length();

        /** The bytes from their beginning. */
        InputStream open() throws IOException;

        /** Whether they can be had from their beginning now; false once a stream has been read that can be read once. */
        default boolean canBeOpened() {
            return true;
        }
    }

    private static final class Bytes implements Body {
        private final String type;
        private final byte[] bytes;

        Bytes(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private ConnectionRequest(String method, String path) {
        this.method = method;
        this.path = path;
    }

    /**
     * A request without a body.
     *
     * @param path below the base URL of the connection, with a query or not; or an address of that server
     */
    public static ConnectionRequest of(String method, String path) {
        return new ConnectionRequest(method, path);
    }

    /** Adds a header, over that of the connection. */
    public ConnectionRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Sends bytes. */
    public ConnectionRequest body(String type, byte[] bytes) {
        return body(new Bytes(type, bytes));
    }

    /** Sends what can be read; null for nothing. */
    public ConnectionRequest body(Body sent) {
        body = sent;
        return this;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    Map<String, String> headers() {
        return new LinkedHashMap<>(headers);
    }

    Body body() {
        return body;
    }

    /** Whether it may arrive twice: by its method, or since the other side tells the two by a key. */
    boolean isRepeatable() {
        return REPEATABLE.contains(method) || headers.containsKey(KEY);
    }
}
