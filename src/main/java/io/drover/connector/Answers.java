package io.drover.connector;

import io.drover.queue.QueueException;
import io.drover.security.NotInPolicyException;
import io.drover.store.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a request asks for and makes the answer of it, or of what went wrong: the cause, and nothing internal. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    /** Seconds, an integer: clients parse nothing else (facts 1.0). */
    private static final Map<String, String> LATER = Map.of("Retry-After", "10");
    /** RFC 6750, 3.1: the token is right, but not for this. */
    private static final Map<String, String> NOT_IN_POLICY =
            Map.of("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");

    private final ErrorShape errors;

    Answers(ErrorShape errors) {
        this.errors = errors;
    }

    void answer(Exchange exchange, Callable<Answer> operation) {
        Answer answer;
        try {
            answer = operation.call();
        } catch (Exception e) {
            answer = refused(exchange, refusal(exchange, e));
        }
        if (answer.file() == null) {
            write(exchange, answer);
        } else if (!FileAnswer.begin(exchange, (HttpMessage) exchange.getMessage(), answer)) {
            write(exchange, refused(exchange, Refusal.unknown("The file is not kept any more.")));
        }
    }

    private Answer refused(Exchange exchange, Refusal refusal) {
        LOG.debug("{} is answered {}: {}", exchange.getFromRouteId(), refusal.status(), refusal.getMessage());
        return errors.of(refusal);
    }

    private static Refusal refusal(Exchange exchange, Exception failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (failure instanceof QueueException queue) {
            return ofQueue(queue);
        }
        if (failure instanceof NotInPolicyException) {
            return new Refusal(401, failure.getMessage(), NOT_IN_POLICY);
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        if (Sql.isTransient(failure)) {
            LOG.warn("{} failed for now, error {}: {}", exchange.getFromRouteId(), id, failure.toString());
            return new Refusal(503, "The database of the server does not answer; try again (error " + id + ").", LATER);
        }
        LOG.error("{} failed, error {}", exchange.getFromRouteId(), id, failure);
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            return new Refusal(
                    503,
                    "The server could not read or write a file, perhaps its disk is full; try again (error " + id
                            + ").",
                    LATER);
        }
        return new Refusal(500, "An error has occurred. The log of the server says more under error " + id + ".");
    }

    private static Refusal ofQueue(QueueException failure) {
        return switch (failure.kind()) {
            case UNKNOWN -> Refusal.unknown(failure.getMessage());
            case CONFLICT -> Refusal.conflict(failure.getMessage());
            case INVALID -> Refusal.invalid(failure.getMessage());
            case UNAVAILABLE -> new Refusal(503, failure.getMessage(), LATER);
        };
    }

    private static void write(Exchange exchange, Answer answer) {
        Message message = exchange.getMessage();
        message.removeHeaders("*"); // nothing of the request goes back
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        if (answer.type() != null) {
            message.setHeader(Exchange.CONTENT_TYPE, answer.type());
        }
        if (message instanceof HttpMessage http) {
            // Camel keeps some back when they are headers of its message, such as Cache-Control
            answer.headers().forEach(http.getResponse()::putHeader);
        } else {
            answer.headers().forEach(message::setHeader);
        }
        message.setBody(answer.body());
    }
}
