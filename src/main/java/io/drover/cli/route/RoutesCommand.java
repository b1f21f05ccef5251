package io.drover.cli.route;

import io.drover.api.RouteOperations;
import io.drover.api.RouteOperations.RouteView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("ROUTE", "STATE", "UPTIME S", "EXCHANGES", "FAILURES", "FILE", "LAST ERROR"));
        routes.forEach(route -> lines.add(List.of(
                route.id(),
                route.state(),
                String.valueOf(route.uptimeSeconds()),
                String.valueOf(route.work().exchanges()),
                String.valueOf(route.work().failures()),
                route.place(),
                Objects.requireNonNullElse(route.work().lastError(), ""))));
        return Output.table(lines);
    }
}
