package io.drover.api.http;

import io.drover.api.Content;
import io.drover.api.FileContent;
import io.drover.api.Json;
import io.drover.api.Operation;
import io.drover.api.OperationException;
import io.drover.api.StreamedContent;
import io.drover.bucket.BucketException;
import io.drover.collection.RecordException;
import io.drover.collection.VersionException;
import io.drover.definition.UnknownNameException;
import io.drover.http.ErrorReference;
import io.drover.http.download.FileAnswer;
import io.drover.http.download.FilePart;
import io.drover.queue.payload.QueueException;
import io.drover.settings.secrets.Secrets;
import io.drover.store.SqlErrors;
import io.drover.store.StorableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the API answers: results to JSON, refusals to a status and {@code {"error": ..}}. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    /** An answer that is no JSON. */
    record Text(String type, String content) {}

    /** What an operation does. */
    @FunctionalInterface
    interface Work {
        Object run() throws Throwable;
    }

    /** Of an operation. */
    record Answer(int status, Map<String, ?> headers, Object body) {}

    static void answer(Exchange exchange, Work operation) {
        Answer answer = answerOf(exchange, operation);
        if (answer.body() instanceof FilePart part
                && FileAnswer.begin(
                        exchange,
                        (HttpMessage) exchange.getMessage(),
                        new FileAnswer.Head(answer.status(), texts(answer.headers()), Content.TYPE),
                        part)) {
            return;
        }
        if (answer.body() instanceof FilePart) {
            answer = refusal(404, 0, "the file is not there any more");
        }
        Message message = exchange.getMessage();
        message.removeHeaders("*"); // nothing of the request goes back
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        answer.headers().forEach(message::setHeader);
        message.setBody(answer.body());
    }

    /** The whole answer, before its status is said: one that cannot be made must not say 200. */
    private static Answer answerOf(Exchange exchange, Work operation) {
        try {
            Object result = operation.run();
            if (result instanceof FileContent content && content.headers().containsKey("ETag")) {
                return FileDownload.of(exchange, content);
            }
            if (result instanceof FileContent content) {
                closeAtEnd(exchange, content);
                return answer(content);
            }
            if (result instanceof StreamedContent content) {
                closeAtEnd(exchange, content);
                return new Answer(200, Map.of(Exchange.CONTENT_TYPE, content.type()), content.content());
            }
            return result instanceof Text text
                    ? new Answer(200, Map.of(Exchange.CONTENT_TYPE, text.type()), text.content())
                    : json(200, Map.of(), result == null ? Map.of() : result);
        } catch (Throwable e) {
            return refusal(exchange, e);
        }
    }

    private static Answer json(int status, Map<String, Object> headers, Object body) {
        Map<String, Object> all = new HashMap<>(headers);
        all.put(Exchange.CONTENT_TYPE, Operation.JSON);
        return new Answer(status, all, Json.write(body));
    }

    private static Answer answer(FileContent content) {
        Map<String, Object> headers = new HashMap<>(content.headers());
        headers.put(Exchange.CONTENT_TYPE, Content.TYPE);
        if (!Files.exists(content.file())) {
            return new Answer(200, headers, "");
        }
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Disposition", disposition(content.name()));
        return new Answer(200, headers, content.file().toFile());
    }

    /** The name comes from a client: nothing of it may end the header, or lead out of a folder. */
    private static String disposition(String name) {
        return "attachment; filename=\"" + name.replaceAll("[^\\w. -]", "_") + "\"";
    }

    private static Map<String, String> texts(Map<String, ?> headers) {
        Map<String, String> texts = new HashMap<>();
        headers.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    private static void closeAtEnd(Exchange exchange, Content content) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                try {
                    content.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private static Answer refusal(Exchange exchange, Throwable failure) {
        if (SqlErrors.isTransient(failure)) {
            LOG.warn("{} failed for now: {}", exchange.getFromEndpoint(), failure.toString());
            return refusal(503, 10, "Drover's database does not answer. Try again.");
        }
        int status = status(failure);
        if (status != 500) {
            int retryAfter = failure instanceof OperationException refused ? refused.retryAfter() : 0;
            return refusal(status, retryAfter, String.valueOf(failure.getMessage()));
        }
        // What was not foreseen is told to the log only: its text may hold paths, SQL or data
        ErrorReference reference = new ErrorReference(exchange.getExchangeId());
        LOG.error("{} failed, error {}", exchange.getFromEndpoint(), reference.id(), failure);
        return refusal(status, 0, reference.sentence());
    }

    private static Answer refusal(int status, int retryAfter, String message) {
        return json(
                status,
                retryAfter == 0 ? Map.of() : Map.of("Retry-After", retryAfter),
                Map.of("error", StorableText.cut(Secrets.hide(message), StorableText.LONGEST)));
    }

    private static int status(Throwable failure) {
        if (failure instanceof UnknownNameException) {
            return 404;
        } else if (failure instanceof OperationException operation) {
            return operation.httpStatus();
        } else if (failure instanceof QueueException queue) {
            return status(queue.kind());
        } else if (failure instanceof BucketException bucket) {
            return status(bucket.kind());
        }
        return failure instanceof IllegalArgumentException || failure instanceof RecordException
                ? 400
                : failure instanceof VersionException ? 409 : 500;
    }

    private static int status(BucketException.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNKNOWN -> 404;
            case CONFLICT -> 409;
        };
    }

    /** The status that says the same over HTTP. */
    private static int status(QueueException.Kind kind) {
        return switch (kind) {
            case UNKNOWN -> 404;
            case CONFLICT, INVALID -> 409; // what is asked for does not fit how the message stands
            case UNAVAILABLE, MISSING -> 503;
        };
    }
}
