package io.drover.http;

import io.drover.http.request.BadRequestException;
import io.drover.http.request.BodyHeaders;
import io.drover.http.upload.UploadCheck.RefusedUploadException;
import io.drover.store.SqlErrors;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers that a request gets from the server itself, before or instead of a route's. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final long LINGER_MILLIS = 2_000;

    private final Vertx vertx;

    Refusals(Vertx vertx) {
        this.vertx = vertx;
    }

    void refuse(HttpServerRequest request, String path, int status, String message) {
        refuse(request, path, status, message, Map.of());
    }

    /** Answers at once. When a body is still to come, the connection ends with it: nobody reads it. */
    void refuse(HttpServerRequest request, String path, int status, String message, Map<String, String> headers) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
        request.response().putHeader(Reason.HEADER, Reason.header(message));
        refuse(request, status, headers, ErrorShape.at(path).of(status, message).toBuffer());
    }

    /** The same, with a body of one's own. */
    void refuse(HttpServerRequest request, int status, Map<String, String> headers, Buffer body) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        boolean unread = !request.isEnded() && BodyHeaders.has(request);
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        Reason.phrase(response);
        if (unread) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.end(body);
        if (unread) {
            linger(request);
        } else {
            request.resume();
        }
    }

    /** Answers what went wrong on the way to a route. */
    void fail(HttpServerRequest request, String place, Throwable failure) {
        if (failure instanceof BadRequestException bad) {
            refuse(request, place, bad.status(), bad.getMessage());
        } else if (failure instanceof RefusedUploadException refused) {
            refuse(request, refused.status(), refused.headers(), Buffer.buffer(refused.body()));
        } else if (request.response().closed()) {
            LOG.debug("{} {}: the client went away", request.method(), place, failure);
        } else if (failure instanceof IOException) {
            LOG.error("{} {}: the body could not be stored", request.method(), place, failure);
            refuse(
                    request,
                    place,
                    507,
                    "The body of the request could not be stored: the disk is full or faulty. Try again later.",
                    Map.of("Retry-After", "60"));
        } else if (SqlErrors.isTransient(failure)) {
            LOG.warn("{} {} failed for now: {}", request.method(), place, failure.toString());
            refuse(request, place, 503, "Drover's database does not answer. Try again.", Map.of("Retry-After", "10"));
        } else {
            ErrorReference reference = ErrorReference.next();
            LOG.error("{} {} failed, error {}", request.method(), place, reference.id(), failure);
            refuse(request, place, 500, reference.sentence());
        }
    }

    /** Closed at once, the connection could be reset while the answer is on its way, and the client would not see it. */
    private void linger(HttpServerRequest request) {
        long timer = vertx.setTimer(LINGER_MILLIS, late -> request.connection().close());
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            request.connection().close();
        });
        request.handler(discarded -> {});
        request.resume();
    }
}
