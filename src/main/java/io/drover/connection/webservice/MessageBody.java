package io.drover.connection.webservice;

import io.drover.connection.CallParameters;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** The body of a message as that of a request: never in memory as a whole, unless it is already. */
final class MessageBody implements ConnectionRequest.Body {
    private final String type;
    private final long length;
    private final Source source;

    private interface Source {
        InputStream open() throws IOException;

        default boolean canBeOpened() {
            return true;
        }
    }

    /** A stream that can be read once. */
    private static final class Once extends FilterInputStream implements Source {
        private boolean begun;

        Once(InputStream stream) {
            super(stream);
        }

        @Override
        public InputStream open() {
            return this;
        }

        @Override
        public boolean canBeOpened() {
            return !begun;
        }

        @Override
        public int read() throws IOException {
            begun = true;
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int bytes) throws IOException {
            begun = true;
            return in.read(buffer, offset, bytes);
        }

        @Override
        public void close() throws IOException {
            if (begun) { // else the next attempt reads it
                in.close();
            }
        }
    }

    private MessageBody(String type, long length, Source source) {
        this.type = type;
        this.length = length;
        this.source = source;
    }

    /** That of an exchange's message; null when it has none. */
    static ConnectionRequest.Body of(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        String type = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        Object body = message.getBody();
        Object content = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        if (content == null) {
            return null;
        }
        if (content instanceof File || content instanceof Path) {
            Path file = content instanceof File given ? given.toPath() : (Path) content;
            return new MessageBody(type, Files.size(file), () -> Files.newInputStream(file));
        }
        if (content instanceof StreamCache cache) {
            return new MessageBody(type, cache.length() > 0 ? cache.length() : -1, () -> {
                cache.reset();
                return message.getBody(InputStream.class);
            });
        }
        if (content instanceof InputStream stream) {
            return new MessageBody(type, -1, new Once(stream));
        }
        byte[] bytes = content instanceof String text ? text.getBytes(charset(type)) : bytes(message);
        return bytes.length == 0 ? null : new MessageBody(type, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static Charset charset(String type) {
        return type == null
                ? StandardCharsets.UTF_8
                : CallParameters.charset(type).orElse(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Message message) throws IOException {
        try {
            return message.getMandatoryBody(byte[].class);
        } catch (InvalidPayloadException e) {
            throw new IOException(
                    "the body, a " + message.getBody().getClass().getName() + ", cannot be sent: it is neither text nor"
                            + " bytes, and nothing converts it; marshal it before",
                    e);
        }
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() throws IOException {
        return source.open();
    }

    @Override
    public boolean canBeOpened() {
        return source.canBeOpened();
    }
}
