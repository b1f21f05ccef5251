package io.drover.connection;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.FileEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/** A request to the outside, for {@link OutgoingCalls}. Used once, by one thread. */
public final class OutgoingRequest {
    private final HttpUriRequestBase request;
    private Duration limit;
    private Transport transport;

    private OutgoingRequest(String method, URI address) {
        request = new HttpUriRequestBase(method, address);
    }

    /** Asks for what is at an address. */
    public static OutgoingRequest get(URI address) {
        return new OutgoingRequest("GET", address);
    }

    /** A POST without a body, until {@link #body} gives it one. */
    public static OutgoingRequest post(URI address) {
        return new OutgoingRequest("POST", address);
    }

    /** A request of any method. */
    public static OutgoingRequest of(String method, URI address) {
        return new OutgoingRequest(method, address);
    }

    /** Adds a header. */
    public OutgoingRequest header(String name, String value) {
        request.addHeader(name, value);
        return this;
    }

    /**
     * Sends bytes.
     *
     * @param type its Content-Type
     */
    public OutgoingRequest body(String type, byte[] bytes) {
        return body(new ByteArrayEntity(bytes, ContentType.parse(type)));
    }

    /**
     * Sends a file.
     *
     * @param type its Content-Type
     */
    public OutgoingRequest body(String type, Path file) {
        return body(new FileEntity(file.toFile(), ContentType.parse(type)));
    }

    /**
     * Sends a stream as it is read, once.
     *
     * @param type its Content-Type
     * @param length of it, or -1 when that is not known
     */
    public OutgoingRequest body(String type, InputStream stream, long length) {
        return body(new InputStreamEntity(stream, length, ContentType.parse(type)));
    }

    private OutgoingRequest body(HttpEntity entity) {
        request.setEntity(entity);
        return this;
    }

    /** Bounds the whole exchange, from connecting to the last byte of the answer; without it there is no limit. */
    public OutgoingRequest limit(Duration most) {
        limit = most;
        return this;
    }

    /** Goes the way of a connection; null for that of the settings. */
    public OutgoingRequest transport(Transport way) {
        transport = way;
        return this;
    }

    HttpClientContext context() {
        HttpClientContext context = HttpClientContext.create();
        if (transport != null) {
            Transport.put(transport, context);
        }
        return context;
    }

    HttpUriRequestBase request() {
        return request;
    }

    /** The limit of the whole exchange; null when there is none. */
    Duration limit() {
        return limit;
    }
}
