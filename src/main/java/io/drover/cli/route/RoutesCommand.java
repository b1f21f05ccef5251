package io.drover.cli.route;

import io.drover.api.RouteOperations;
import io.drover.api.RouteOperations.RouteView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.cli.session.TextTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "routes", description = "List the routes of the running server, and how they do.")
public final class RoutesCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            List<RouteView> routes = session.ask(RouteOperations.class).routes();
            output.print(routes, () -> text(routes));
            return 0;
        }
    }

    static String text(List<RouteView> routes) {
        return TextTable.of(routes)
                .column("ROUTE", RouteView::id)
                .column("STATE", RouteView::state)
                .column("UPTIME S", RouteView::uptimeSeconds)
                .column("EXCHANGES", route -> route.work().exchanges())
                .column("FAILURES", route -> route.work().failures())
                .column("FILE", RouteView::place)
                .column("LAST ERROR", route -> route.work().lastError())
                .toString();
    }
}
