package io.drover.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** Answers that a request gets from the server itself, before or instead of a route's. */
final class Refusals {
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
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        boolean unread = !request.isEnded() && Bodies.has(request);
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
        if (unread) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.end(ErrorShape.at(path).of(status, message).toBuffer());
        if (unread) {
            linger(request);
        } else {
            request.resume();
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
