package io.drover.cli.route;

import io.drover.api.RouteOperations;
import io.drover.api.RouteOperations.RouteView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "route", description = "Show, stop or start a route of the running server.")
public final class RouteCommand implements Callable<Integer> {
    private enum Action {
        SHOW,
        STOP,
        START
    }

    @Parameters(
            index = "0",
            paramLabel = "show|stop|start",
            description =
                    "A route that is stopped stays so until it is started, its file changes or the server starts anew.")
    private Action action;

    @Parameters(index = "1", paramLabel = "NAME", description = "Id of the route.")
    private String name;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            RouteOperations routes = session.ask(RouteOperations.class);
            RouteView route =
                    switch (action) {
                        case SHOW -> routes.route(name);
                        case STOP -> routes.stop(name);
                        case START -> routes.start(name);
                    };
            output.print(route, () -> RoutesCommand.text(List.of(route)));
            return 0;
        }
    }
}
