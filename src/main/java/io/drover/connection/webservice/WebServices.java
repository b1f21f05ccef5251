package io.drover.connection.webservice;

import io.drover.connection.CallParameters;
import io.drover.connection.WebServiceException;
import io.drover.connection.auth.AccessTokens;
import io.drover.connection.auth.RequestCredentials;
import io.drover.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
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

    private final RequestLogs logs;
    private final AccessTokens tokens;

    public WebServices(Settings settings) {
        this(new RequestLogs(settings), new AccessTokens(Clock.systemUTC()));
    }

    WebServices(RequestLogs logs, AccessTokens tokens) {
        this.logs = logs;
        this.tokens = tokens;
    }

    /** Takes the body as the request. */
    public void begin(Exchange exchange) throws IOException {
        CallParameters parameters = new CallParameters(exchange);
        exchange.setVariable("address", parameters.text("webServiceUrl")); // what a failure's message begins with
        exchange.setProperty(CALL, new WebCall(parameters, exchange.getMessage(), logs, tokens));
        exchange.setProperty(OPEN, true);
    }

    /** Makes the message the HTTP request, with credentials. */
    public void ask(Exchange exchange) throws IOException {
        call(exchange).ask(exchange.getMessage());
    }

    /**
     * Makes the answer the body.
     *
     * @throws WebServiceException when it is none that can be used
     */
    public void answered(Exchange exchange) throws IOException {
        WebCall call = call(exchange);
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
        return new RequestCredentials(new CallParameters(exchange), tokens).headers();
    }

    private static WebCall call(Exchange exchange) {
        return exchange.getProperty(CALL, WebCall.class);
    }
}
