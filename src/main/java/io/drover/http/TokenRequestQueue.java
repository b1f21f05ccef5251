package io.drover.http;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;

/**
 * Where requests for tokens wait for their turn once their bodies are there: checking a secret is slow on purpose, and who guesses is not
 * to take the threads of everybody else. They wait without a thread, and only so many of them. Used on the event loop only.
 */
final class TokenRequestQueue {
    private static final int AT_ONCE = 4;
    private static final int WAITING = 32;

    private final Refusals refusals;
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private int begun;

    private record Turn(RoutingContext context, Runnable go) {}

    TokenRequestQueue(Refusals refusals) {
        this.refusals = refusals;
    }

    /** Goes on with a request when it is its turn; refuses it when too many wait. */
    void enter(RoutingContext context, Runnable go) {
        if (begun < AT_ONCE) {
            begin(new Turn(context, go));
        } else if (waiting.size() < WAITING) {
            waiting.add(new Turn(context, go));
        } else {
            refusals.refuse(
                    context.request(),
                    context.normalizedPath(),
                    503,
                    "Too many tokens are being asked for at once. Try again.",
                    Map.of("Retry-After", "2"));
        }
    }

    private void begin(Turn turn) {
        begun++;
        turn.context().addEndHandler(end -> leave());
        turn.go().run();
    }

    private void leave() {
        begun--;
        while (begun < AT_ONCE && !waiting.isEmpty()) {
            Turn next = waiting.remove();
            if (!next.context().response().closed()) { // else the client has gone away
                begin(next);
            }
        }
    }
}
