package io.drover.connection.webservice;

import io.drover.connection.Attempts;
import io.drover.connection.CallParameters;
import io.drover.connection.Excerpt;
import io.drover.connection.Failures;
import io.drover.connection.JsonError;
import io.drover.connection.Retries;
import io.drover.connection.Transport;
import io.drover.connection.WebServiceException;
import io.drover.connection.WebServiceException.Kind;
import io.drover.connection.auth.RequestCredentials;
import io.drover.connection.envelope.Envelope;
import io.drover.connection.named.NamedConnections;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request, which may be sent several times until it has its answer. Used by one thread. */
final class WebCall {
    private static final Logger LOG = LoggerFactory.getLogger(WebCall.class);

    private final WebRequest request;
    private final Envelope envelope;
    private final RequestCredentials credentials;
    private final String expectedType;
    private final String task;
    private final Retries retries;
    private final Attempts attempts;
    private final RequestLog log;
    private boolean atOnce;

    WebCall(WebRequest request, RequestLogs logs, NamedConnections connections) throws IOException {
        this.request = request;
        CallParameters parameters = request.parameters();
        envelope = request.envelope();
        Duration limit = parameters.duration("timeLimit");
        credentials = new RequestCredentials(parameters, connections.tokens(), request.transport(limit));
        expectedType = parameters.text("expectedContentType");
        task = parameters.text("task");
        retries = new Retries(
                parameters.number("retries"),
                parameters.duration("retryDelay"),
                parameters.isTrue("retryUnclear"),
                limit,
                "timeLimit");
        attempts = new Attempts(retries);
        log = parameters.isTrue("logAllRequestsAndResponses") ? logs.open(task, credentials::hide) : RequestLog.NONE;
        log.request(request.content());
    }

    void ask(Exchange exchange) throws IOException {
        request.put(exchange.getMessage(), credentials);
        Transport.put(request.transport(attempts.left()), exchange);
    }

    AnswerTap tap(InputStream answer) {
        return new AnswerTap(answer, log.response(), attempts);
    }

    /** The answer, taken out of its envelope. */
    InputStream accept(AnswerTap answer, String type) throws IOException {
        try {
            if (!type.toLowerCase(Locale.ROOT).contains(expectedType.toLowerCase(Locale.ROOT))) {
                String found = type.isEmpty() ? "without a Content-Type" : "as " + type;
                throw WebServiceException.unusable(
                        "answered " + found + ", not as the expected " + expectedType + said(answer, type), null);
            }
            answer.begin(); // a connection that breaks before that can be tried again
            return new FailureNamingStream(
                    envelope.unwrap(answer, type), failure -> named(failure, excerpt(answer, type)));
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
    }

    String innerType(String type) {
        return envelope.innerType(type);
    }

    /** What a status other than success means. */
    IOException refused(int status, Message message, AnswerTap answer, String type) throws IOException {
        try (answer) {
            if (status == 401 && credentials.renew()) {
                atOnce = true;
                return new WebServiceException("answered 401", Kind.UNSENT, status, null, null);
            }
            String reason = Optional.ofNullable(message.getHeader(Exchange.HTTP_RESPONSE_TEXT, String.class))
                    .orElse("");
            return new Refusal(status, reason, header -> values(message, header))
                    .failure(credentials, said(answer, type), "webServiceUrl");
        }
    }

    private static List<String> values(Message message, String header) {
        Object value = message.getHeader(header);
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : value == null ? List.of() : List.of(value.toString());
    }

    /** The SOAP fault, the error in JSON, or the first characters. */
    private String said(AnswerTap answer, String type) throws IOException {
        answer.readHead();
        String fault = envelope.fault(answer.head(), type);
        if (fault != null) {
            return ": " + credentials.hide(fault);
        }
        return JsonError.in(answer.headText(type))
                .map(error -> Excerpt.of(credentials.hide(error)))
                .orElseGet(() -> excerpt(answer, type));
    }

    private String excerpt(AnswerTap answer, String type) {
        return Excerpt.of(credentials.hide(answer.headText(type)));
    }

    /** @param said what the web service said, for an answer that cannot be used */
    private WebServiceException named(IOException failure, String said) {
        return Failures.named(failure, request.address(), said);
    }

    /** Waits before the next attempt, or throws the failure when there is none. */
    void failed(IOException failure, BooleanSupplier stops) throws IOException, InterruptedException {
        if (atOnce) { // it was no failure: the access token was too old
            atOnce = false;
            return;
        }
        WebServiceException named = named(failure, "");
        request.quiet(named);
        Duration wait = attempts.next(named);
        LOG.warn(
                "{}  {}; tried again in {} s ({} of {})",
                task,
                named.getMessage(),
                wait.plusMillis(500).toSeconds(),
                attempts.failed(),
                retries.most());
        Attempts.pause(wait, stops);
    }
}
