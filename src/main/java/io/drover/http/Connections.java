package io.drover.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The open connections, and when one is closed because its client holds it without using it: heads and bodies that come in drops,
 * answers that nobody takes, connections without requests. A request that is being worked on may take as long as it needs. Looked
 * through every second, so that a request costs no timer. Used on the event loop only.
 */
final class Connections {
    private final HttpLimits limits;
    private final Map<HttpConnection, Use> open = new IdentityHashMap<>();

    Connections(HttpLimits limits) {
        this.limits = limits;
    }

    void opened(HttpConnection connection) {
        if (open.size() >= limits.connections()) {
            connection.close();
            return;
        }
        open.put(connection, new Use(System.nanoTime()));
        connection.closeHandler(closed -> open.remove(connection));
    }

    /** The head of a request is there. */
    void requested(HttpServerRequest request) {
        Use use = open.get(request.connection());
        if (use != null) {
            use.begin(request, System.nanoTime());
        }
    }

    /** Closes what is over its time. */
    void sweep() {
        long now = System.nanoTime();
        List<HttpConnection> late = new ArrayList<>();
        open.forEach((connection, use) -> {
            if (use.isOver(now, limits)) {
                late.add(connection);
            }
        });
        late.forEach(HttpConnection::close);
    }

    /** What a connection is used for. */
    private static final class Use {
        private HttpServerRequest request;
        private boolean waiting = true;
        private long since;
        private long windowStart;
        private long windowBytes;

        private Use(long now) {
            since = now;
        }

        private void begin(HttpServerRequest next, long now) {
            request = next;
            waiting = false;
            since = now;
            window(now, 0);
        }

        private void window(long now, long bytes) {
            windowStart = now;
            windowBytes = bytes;
        }

        private boolean isOver(long now, HttpLimits limits) {
            if (request == null) {
                return now - since > limits.head();
            }
            if (!request.isEnded()) {
                return now - since > limits.request()
                        || stalls(now, limits, request.bytesRead(), limits.rate() * limits.window() / 1_000_000_000);
            }
            if (!request.response().ended()) {
                // Nothing written yet: it is being worked on
                long written = request.response().bytesWritten();
                return written > 0 && request.response().writeQueueFull() && stalls(now, limits, written, 1);
            }
            if (!waiting) {
                waiting = true;
                since = now;
            }
            return now - since > limits.idle();
        }

        /** Whether fewer than so many bytes went through in the last window. */
        private boolean stalls(long now, HttpLimits limits, long bytes, long least) {
            if (now - windowStart <= limits.window()) {
                return false;
            }
            boolean stalled = bytes - windowBytes < least;
            window(now, bytes);
            return stalled;
        }
    }
}
