package io.drover.api.local;

import io.drover.api.OperationException;
import io.drover.api.RouteOperations;
import io.drover.definition.UnknownNameException;
import io.drover.deploy.control.RouteControl;
import io.drover.deploy.control.RouteControl.State;
import io.drover.deploy.control.TrialSender;
import io.drover.deploy.control.TrialSender.Answer;
import io.drover.deploy.route.context.CamelRoutes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The routes of this process. */
public final class LocalRouteOperations implements RouteOperations {
    private final RouteControl routes;
    private final TrialSender sender;
    private final boolean serving;

    /** @param serving whether this process is a server; else it does the work of one command, and has no routes */
    public LocalRouteOperations(RouteControl routes, TrialSender sender, boolean serving) {
        this.routes = routes;
        this.sender = sender;
        this.serving = serving;
    }

    private interface Change {
        State make() throws Exception;
    }

    @Override
    public List<RouteView> routes() {
        requireServer();
        return routes.all().stream().map(LocalRouteOperations::view).toList();
    }

    @Override
    public RouteView route(String name) {
        requireServer();
        return view(routes.state(name));
    }

    @Override
    public RouteView stop(String name) {
        return change(name, () -> routes.stop(name));
    }

    @Override
    public RouteView start(String name) {
        return change(name, () -> routes.start(name));
    }

    @Override
    public Sent send(ToSend message) throws InterruptedException {
        requireServer();
        if (message.endpoint() == null || message.endpoint().isBlank()) {
            throw new OperationException(400, "say to which endpoint: direct:orders, job:Orders ...");
        }
        int seconds = message.seconds() == null ? ToSend.SECONDS : message.seconds();
        if (seconds < 1) {
            throw new OperationException(400, "seconds is " + seconds + "; it must be 1 or more");
        }
        try {
            Answer answer =
                    sender.send(message.endpoint(), bytes(message), message.headers(), Duration.ofSeconds(seconds));
            return sent(answer);
        } catch (IllegalStateException e) {
            throw new OperationException(409, e.getMessage());
        } catch (TimeoutException e) {
            throw new OperationException(504, e.getMessage());
        }
    }

    private static byte[] bytes(ToSend message) {
        if (message.base64() == null) {
            return message.body() == null ? null : message.body().getBytes(StandardCharsets.UTF_8);
        }
        if (message.body() != null) {
            throw new OperationException(400, "there are body and base64; a message has one of them");
        }
        try {
            return Base64.getDecoder().decode(message.base64());
        } catch (IllegalArgumentException e) {
            throw new OperationException(400, "base64 cannot be read: " + e.getMessage());
        }
    }

    private static Sent sent(Answer answer) {
        if (answer.body() == null) {
            return new Sent(null, null, answer.headers());
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(answer.body()))
                    .toString();
            return new Sent(text, null, answer.headers());
        } catch (CharacterCodingException e) {
            return new Sent(null, Base64.getEncoder().encodeToString(answer.body()), answer.headers());
        }
    }

    private RouteView change(String name, Change change) {
        requireServer();
        try {
            return view(change.make());
        } catch (UnknownNameException e) {
            throw e;
        } catch (Exception e) {
            throw new OperationException(409, "the route " + name + ": " + CamelRoutes.reason(e));
        }
    }

    private void requireServer() {
        if (!serving) {
            throw new OperationException(409, "no server runs here, and only a server has routes: drover run");
        }
    }

    private static RouteView view(State state) {
        return new RouteView(
                state.id(),
                state.state(),
                state.from(),
                state.place(),
                state.uptime().toSeconds(),
                new RouteWork(
                        state.work().exchanges(),
                        state.work().failures(),
                        state.work().lastError()));
    }
}
