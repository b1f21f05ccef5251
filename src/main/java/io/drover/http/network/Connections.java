package io.drover.http.network;

import io.drover.http.request.HttpLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections, and when one is closed because its client holds it without using it: heads and bodies that come in drops,
 * answers that nobody takes, connections without requests. A request that is being worked on may take as long as it needs. Looked
 * through every second, so that a request costs no timer. Used on the event loop only.
 */
public final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final long NANOS = 1_000_000_000;

    private final HttpLimits limits;
    private final PeerConnections peers;
    private final IdentityHashMap<HttpConnection, Use> open = new IdentityHashMap<>();
    /** That all are taken; again when some have been free meanwhile. */
    private boolean told;

    public Connections(HttpLimits limits, TrustedProxies proxies) {
        this.limits = limits;
        this.peers = new PeerConnections(
                limits.clients().ofAddress(), limits.clients().settings() + "-per-address", proxies);
    }

    public void opened(HttpConnection connection) {
        String peer = connection.remoteAddress().hostAddress();
        if (isFull() || !peers.enter(peer)) {
            connection.close();
            return;
        }
        open.put(connection, new Use(((ConnectionBase) connection).channel(), System.nanoTime()));
        connection.exceptionHandler(failure -> LOG.debug("a connection failed", failure));
        connection.closeHandler(closed -> {
            open.remove(connection);
            peers.leave(peer);
        });
    }

    private boolean isFull() {
        boolean full = open.size() >= limits.clients().connections();
        if (full && !told) {
            LOG.warn(
                    "there are {} connections, which is the most ({}); more are closed",
                    open.size(),
                    limits.clients().settings());
        }
        told = full;
        return full;
    }

    /** The head of a request is there. */
    public void requested(HttpServerRequest request) {
        Use use = open.get(request.connection());
        if (use != null) {
            use.begin(request, System.nanoTime());
        }
    }

    /** Closes what is over its time. */
    public void sweep() {
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
        private final Channel channel;
        private HttpServerRequest request;
        private boolean waiting = true;
        private long since;
        private long windowStart;
        private long windowMark;

        private Use(Channel channel, long now) {
            this.channel = channel;
            this.since = now;
        }

        private void begin(HttpServerRequest next, long now) {
            request = next;
            waiting = false;
            since = now;
            window(now, 0);
        }

        private void window(long now, long mark) {
            windowStart = now;
            windowMark = mark;
        }

        private boolean isOver(long now, HttpLimits limits) {
            if (request == null) {
                return now - since > limits.times().head();
            }
            if (!request.isEnded()) {
                return now - since > limits.times().request() || bodyStalls(now, limits);
            }
            ChannelOutboundBuffer answer = channel.unsafe().outboundBuffer();
            if (answer != null && (answer.size() > 0 || answer.totalPendingWriteBytes() > 0)) {
                waiting = false;
                return answerStalls(now, limits, answer);
            }
            if (!request.response().ended()) {
                return false; // being worked on
            }
            if (!waiting) {
                waiting = true;
                since = now;
            }
            return now - since > limits.times().idle();
        }

        private boolean bodyStalls(long now, HttpLimits limits) {
            if (now - windowStart <= limits.pace().window()) {
                return false;
            }
            long bytes = request.bytesRead();
            boolean stalled =
                    bytes - windowMark < limits.pace().rate() * limits.pace().window() / NANOS;
            window(now, bytes);
            return stalled;
        }

        /** Whether nothing went out for a whole window. */
        private boolean answerStalls(long now, HttpLimits limits, ChannelOutboundBuffer answer) {
            long mark = answer.currentProgress() + 31 * (answer.totalPendingWriteBytes() + 31L * answer.size());
            if (mark != windowMark) {
                window(now, mark);
            }
            return now - windowStart > limits.pace().window();
        }
    }
}
