package io.drover.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;

/**
 * Refuses requests whose length can be read in two ways (RFC 9112, 6.1 and 6.3), where Netty would choose one: what a proxy in front
 * takes for the body would be a request of its own here, or the other way round. Nothing behind such a request is read.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {
    private static final String NAME = "httpDecoder"; // as Vert.x names its own

    private StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    /** Why the length of a request's body is not known. */
    static final class FramingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private FramingException(String message) {
            super(message, null, false, false);
        }
    }

    /** Takes the place of the decoder of a connection that has just been opened and has read nothing yet. */
    static void install(ConnectionBase connection, HttpServerOptions options) {
        connection.channel().pipeline().replace(NAME, NAME, new StrictDecoder(options));
    }

    /** Asked when the head is complete, before it is decided how the body is read. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        if (message != null) {
            checkFraming(message);
        }
        return super.isContentAlwaysEmpty(message);
    }

    private static void checkFraming(HttpMessage message) {
        List<String> codings = message.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return; // several lengths, or one that is no number, Netty has refused
        }
        if (codings.size() > 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0))) {
            throw new FramingException("The only Transfer-Encoding that is taken is chunked, said once.");
        }
        if (message.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            throw new FramingException("The request has both Content-Length and Transfer-Encoding; it must have one.");
        }
        if (!message.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            throw new FramingException("A request of an earlier HTTP cannot be chunked: send its Content-Length.");
        }
    }
}
