package io.drover.connection.webservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.connection.CallParameters;
import io.drover.connection.Transport;
import io.drover.connection.Transport.Timeouts;
import io.drover.connection.WebServiceException;
import io.drover.connection.auth.RequestCredentials;
import io.drover.connection.envelope.Envelope;
import io.drover.connection.named.Connection;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;

/** A request to a web service, in its envelope, so that it can be sent again. Immutable. */
final class WebRequest {
    private final String address;
    private final String method;
    private final String contentType;
    private final Map<String, String> further;
    private final CallParameters parameters;
    private final Connection connection;
    private final Envelope envelope;
    private final Object content;

    private WebRequest(CallParameters parameters, Connection connection, Message message) throws IOException {
        this.parameters = parameters;
        this.connection = connection;
        this.envelope = Envelope.of(parameters);
        address = connection == null
                ? parameters.address("webServiceUrl").toString()
                : connection.fullAddress(parameters.text("webServiceUrl"));
        method = parameters.text("method").isEmpty() ? "POST" : parameters.text("method");
        Map<String, String> own = parameters.headers("requestHeaders");
        further = connection == null ? own : connection.headers(own);
        String type = parameters.text("contentType");
        contentType = type.isEmpty() ? envelope.contentType() : type;
        content = content(message);
    }

    /**
     * The request that parameters and a message say.
     *
     * @param connection null when the parameters name none
     * @param message its body is the request
     */
    static WebRequest of(CallParameters parameters, Connection connection, Message message) throws IOException {
        return new WebRequest(parameters, connection, message);
    }

    CallParameters parameters() {
        return parameters;
    }

    Envelope envelope() {
        return envelope;
    }

    /** How it gets to the other side within a time; null when only the host says it. */
    Transport transport(Duration left) {
        if (connection == null) {
            return null;
        }
        Timeouts own = connection.transport().timeouts();
        Duration answer = parameters.duration("requestTimeout");
        return connection
                .transport()
                .within(new Timeouts(own.connect(), left.compareTo(answer) < 0 ? left : answer, left));
    }

    /** A failure after which the other side wants quiet from all who use the connection. */
    void quiet(WebServiceException failure) {
        if (connection != null) {
            connection.quiet(failure);
        }
    }

    private Object content(Message message) throws IOException {
        Object body = message.getBody();
        Object unwrapped = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        Path file = unwrapped instanceof File given ? given.toPath() : unwrapped instanceof Path path ? path : null;
        Charset charset = CallParameters.charset(contentType).orElse(UTF_8);
        if (!envelope.wraps()) {
            if (file != null) {
                return file.toFile();
            }
            return body instanceof String text ? text.getBytes(charset) : message.getBody(byte[].class);
        }
        String text = file == null ? message.getBody(String.class) : Files.readString(file);
        return envelope.wrap(text == null ? "" : text).getBytes(charset);
    }

    /** Bytes, or a file; null when there is none. */
    Object content() {
        return content;
    }

    /** The address without its query, for messages. */
    String address() {
        return CallParameters.plain(address);
    }

    /** Makes the message this request, and nothing else. */
    void put(Message message, RequestCredentials credentials) throws IOException {
        message.removeHeaders("*");
        boolean hasBody = !(content == null || (content instanceof byte[] bytes && bytes.length == 0));
        message.setBody(hasBody ? content : null);
        if (hasBody) {
            message.setHeader(Exchange.CONTENT_TYPE, contentType);
        }
        envelope.headers().forEach(message::setHeader);
        further.forEach(message::setHeader);
        credentials.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_METHOD, method.toUpperCase(Locale.ROOT));
        message.setHeader(Exchange.HTTP_URI, credentials.address(address));
    }
}
