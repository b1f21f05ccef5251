package io.drover.api;

import io.drover.definition.UnknownNameException;
import io.drover.queue.QueueException;
import io.drover.settings.Secrets;
import io.drover.store.Sql;
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
        int status = 200;
        Object result;
        try {
            result = operation.call();
        } catch (UnknownNameException e) {
            status = 404;
            result = error(e);
        } catch (OperationException e) {
            status = e.httpStatus();
            result = error(e);
        } catch (QueueException e) {
            status = status(e.kind());
            result = error(e);
        } catch (IllegalArgumentException e) {
            status = 400;
            result = error(e);
        } catch (Exception e) {
            if (Sql.isTransient(e)) {
                LOG.warn("{} failed for now: {}", exchange.getFromEndpoint(), e.toString());
                unavailable(exchange);
                return;
            }
            LOG.error("{} failed", exchange.getFromEndpoint(), e);
            status = 500;
            result = error(e);
        }
        Message message = exchange.getMessage();
        message.removeHeaders("*"); // nothing of the request goes back
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        write(message, result);
    }

    private static void unavailable(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 503);
        message.setHeader("Retry-After", "10");
        write(message, Map.of("error", "Drover's database does not answer. Try again."));
    }

    /** The status that says the same over HTTP. */
    static int status(QueueException.Kind kind) {
        return switch (kind) {
            case UNKNOWN -> 404;
            case CONFLICT, INVALID -> 409; // what is asked for does not fit how the message stands
            case UNAVAILABLE -> 503;
        };
    }

    private static void write(Message message, Object result) {
        if (result instanceof Text text) {
            message.setHeader(Exchange.CONTENT_TYPE, text.type());
            message.setBody(text.content());
        } else if (result instanceof Download download) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/octet-stream");
            message.setHeader("X-Content-Type-Options", "nosniff");
            message.setHeader("Content-Disposition", disposition(download.name()));
            message.setBody(download.path().toFile());
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody(Json.write(result));
        }
    }

    /** The name comes from a client: nothing of it may end the header, or lead out of a folder. */
    private static String disposition(String name) {
        return "attachment; filename=\"" + name.replaceAll("[^\\w. -]", "_") + "\"";
    }

    private static Map<String, String> error(Exception failure) {
        return Map.of("error", Secrets.hide(String.valueOf(failure.getMessage())));
    }
}
