package io.drover.api.local;

import io.drover.api.OperationException;
import io.drover.api.RouteOperations;
import io.drover.definition.UnknownNameException;
import io.drover.deploy.control.RouteControl;
import io.drover.deploy.control.RouteControl.Answer;
import io.drover.deploy.control.RouteControl.State;
import io.drover.deploy.route.context.CamelRoutes;
import java.util.List;

/** The routes of this process. */
public final class LocalRouteOperations implements RouteOperations {
    private final RouteControl routes;
    private final boolean serving;

    /** @param serving whether this process is a server; else it does the work of one command, and has no routes */
    public LocalRouteOperations(RouteControl routes, boolean serving) {
        this.routes = routes;
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
    public Sent send(ToSend message) {
        requireServer();
        if (message.endpoint() == null || message.endpoint().isBlank()) {
            throw new OperationException(400, "say to which endpoint: direct:orders, job:Orders ...");
        }
        try {
            Answer answer = routes.send(message.endpoint(), message.body(), message.headers());
            return new Sent(answer.body(), answer.headers());
        } catch (Exception e) {
            throw new OperationException(409, message.endpoint() + " failed: " + CamelRoutes.reason(e));
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
