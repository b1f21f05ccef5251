package io.drover.connection.webservice;

import io.drover.connection.CallParameters;
import io.drover.connection.Transport;
import io.drover.connection.WebServiceException;
import io.drover.connection.auth.RequestCredentials;
import io.drover.connection.named.Connection;
import io.drover.connection.named.NamedConnections;
import io.drover.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What the part web-service does around its one HTTP request: envelope, credentials, checks, retries and logs. The exchange
 * carries the {@link WebCall}. Thread-safe.
 */
public final class WebServices {
    private static final String CALL = "DroverWebServiceCall";
    /** Whether the route asks once more. */
    private static final String OPEN = "DroverWebServiceOpen";

    /** The connection that a run goes by from its beginning. */
    private static final String CONNECTION = "DroverConnection";

    private final RequestLogs logs;
    private final NamedConnections connections;

    public WebServices(Settings settings, NamedConnections connections) {
        this.logs = new RequestLogs(settings);
        this.connections = connections;
    }

    /** Lets an exchange go by a connection as it is now, where its variable {@code connection} names it; null for none. */
    public static void goBy(Connection connection, Exchange exchange) {
        exchange.setProperty(CONNECTION, connection);
    }

    /** The one that the run has begun with; that of an add-in which names another one now. Null when there is none. */
    private Connection connection(Exchange exchange) {
        String name = new CallParameters(exchange).text("connection");
        if (name.isEmpty()) {
            return null;
        }
        Connection begun = exchange.getProperty(CONNECTION, Connection.class);
        return begun != null && begun.name().equalsIgnoreCase(name) ? begun : connections.get(name);
    }

    /** Takes the body as the request. */
    public void begin(Exchange exchange) throws IOException {
        CallParameters parameters = new CallParameters(exchange);
        Connection connection = connection(exchange);
        String url = parameters.text("webServiceUrl");
        // what a failure's message begins with
        exchange.setVariable("address", connection == null ? url : connection.address(url));
        exchange.setProperty(
                CALL, new WebCall(WebRequest.of(parameters, connection, exchange.getMessage()), logs, connections));
        exchange.setProperty(OPEN, true);
    }

    /** Makes the message the HTTP request, with credentials. */
    public void ask(Exchange exchange) throws IOException {
        call(exchange).ask(exchange);
    }

    /**
     * Makes the answer the body.
     *
     * @throws WebServiceException when it is none that can be used
     */
    public void answered(Exchange exchange) throws IOException {
        WebCall call = call(exchange);
        Transport.put(null, exchange);
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, int.class);
        String type = Optional.ofNullable(message.getHeader(Exchange.CONTENT_TYPE, String.class))
                .orElse("");
        InputStream body = message.getBody(InputStream.class);
        AnswerTap answer = call.tap(body == null ? InputStream.nullInputStream() : body);
        if (status < 200 || status > 299) {
            throw call.refused(status, message, answer, type);
        }
        InputStream handed = call.accept(answer, type);
        exchange.getExchangeExtension().addOnCompletion(new AnswerCloser(handed));
        message.setBody(handed);
        message.setHeader(Exchange.CONTENT_TYPE, call.innerType(type));
        exchange.setProperty(OPEN, false);
    }

    /**
     * Waits before the next attempt.
     *
     * @throws WebServiceException when there is none
     */
    public void failed(Exchange exchange) throws IOException, InterruptedException {
        IOException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, IOException.class);
        CamelContext camel = exchange.getContext();
        Transport.put(null, exchange);
        call(exchange).failed(failure, () -> camel.isStopping() || camel.isStopped());
    }

    /** Reads an answer that nobody else wants. */
    public void readToEnd(Exchange exchange) throws IOException {
        try (InputStream answer = exchange.getMessage().getBody(InputStream.class)) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
        exchange.getMessage().setBody(null);
    }

    /** The headers by which the task of an exchange shows who it is, for requests to the same server beside the part's. */
    public Map<String, String> credentials(Exchange exchange) throws IOException {
        Connection connection = connection(exchange);
        return new RequestCredentials(
                        new CallParameters(exchange),
                        connections.tokens(),
                        connection == null ? null : connection.transport())
                .headers();
    }

    private static WebCall call(Exchange exchange) {
        return exchange.getProperty(CALL, WebCall.class);
    }
}
