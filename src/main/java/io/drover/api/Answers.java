package io.drover.api;

import io.drover.definition.UnknownNameException;
import io.drover.queue.QueueException;
import io.drover.settings.secrets.Secrets;
import io.drover.store.Sql;
import io.drover.store.StorableText;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the API answers: results to JSON, refusals to a status and {@code {"error": ..}}. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    /** An answer that is no JSON. */
    record Text(String type, String content) {}

    /**
     * An answer that is a file of someone else.
     *
     * @param name what to save it as
     */
    record Download(Path path, String name) {}

    static void answer(Exchange exchange, Callable<?> operation) {
        Object answer;
        int status = 200;
        try {
            answer = made(operation.call());
        } catch (Throwable e) {
            if (Sql.isTransient(e)) {
                LOG.warn("{} failed for now: {}", exchange.getFromEndpoint(), e.toString());
                unavailable(exchange);
                return;
            }
            status = status(e);
            if (status == 500) {
                LOG.error("{} failed (exchange {})", exchange.getFromEndpoint(), exchange.getExchangeId(), e);
            }
            answer = made(error(e, status, exchange.getExchangeId()));
        }
        Message message = exchange.getMessage();
        message.removeHeaders("*"); // nothing of the request goes back
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        write(message, answer);
    }

    private static int status(Throwable failure) {
        if (failure instanceof UnknownNameException) {
            return 404;
        } else if (failure instanceof OperationException operation) {
            return operation.httpStatus();
        } else if (failure instanceof QueueException queue) {
            return status(queue.kind());
        }
        return failure instanceof IllegalArgumentException ? 400 : 500;
    }

    /** The whole answer, before its status is said: one that cannot be made must not say 200. */
    private static Object made(Object result) {
        return result instanceof Text || result instanceof Download
                ? result
                : new Text("application/json", Json.write(result));
    }

    private static void unavailable(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 503);
        message.setHeader("Retry-After", "10");
        write(message, made(Map.of("error", "Drover's database does not answer. Try again.")));
    }

    /** The status that says the same over HTTP. */
    static int status(QueueException.Kind kind) {
        return switch (kind) {
            case UNKNOWN -> 404;
            case CONFLICT, INVALID -> 409; // what is asked for does not fit how the message stands
            case UNAVAILABLE, MISSING -> 503;
        };
    }

    private static void write(Message message, Object result) {
        if (result instanceof Text text) {
            message.setHeader(Exchange.CONTENT_TYPE, text.type());
            message.setBody(text.content());
        } else {
            Download download = (Download) result;
            message.setHeader(Exchange.CONTENT_TYPE, "application/octet-stream");
            message.setHeader("X-Content-Type-Options", "nosniff");
            message.setHeader("Content-Disposition", disposition(download.name()));
            message.setBody(download.path().toFile());
        }
    }

    /** The name comes from a client: nothing of it may end the header, or lead out of a folder. */
    private static String disposition(String name) {
        return "attachment; filename=\"" + name.replaceAll("[^\\w. -]", "_") + "\"";
    }

    /** What was not foreseen is told to the log only: its text may hold paths, SQL or data. */
    private static Map<String, String> error(Throwable failure, int status, String reference) {
        String said = status == 500
                ? "An error has occurred; the server's log says which, at exchange " + reference
                : String.valueOf(failure.getMessage());
        return Map.of("error", StorableText.cut(Secrets.hide(said), StorableText.LONGEST));
    }
}
