package io.drover.deploy.control;

import io.drover.definition.UnknownNameException;
import io.drover.deploy.control.RouteCounts.Counts;
import io.drover.deploy.control.RouteCounts.Failure;
import io.drover.deploy.route.RouteFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;

/** The routes of a running server, for people. Thread-safe. */
public final class RouteControl {
    private final CamelContext camel;
    private final RouteCounts counts;
    private final ShortPaths paths;

    /**
     * The routes of a context.
     *
     * @param paths how the paths of the machine are told to readers
     */
    public RouteControl(CamelContext camel, RouteCounts counts, ShortPaths paths) {
        this.camel = camel;
        this.counts = counts;
        this.paths = paths;
    }

    /**
     * A route as it is now.
     *
     * @param state as Camel calls it: Started, Stopped, Suspended
     * @param place its file and line, as far as they are known
     * @param work what it has done since it was loaded
     */
    public record State(String id, String state, String from, String place, Duration uptime, Work work) {}

    /**
     * What a route has done.
     *
     * @param lastError why the last exchange failed that did, and when; null for none
     */
    public record Work(long exchanges, long failures, String lastError) {}

    /** All routes by id. */
    public List<State> all() {
        return camel.getRoutes().stream()
                .map(this::state)
                .sorted(Comparator.comparing(State::id))
                .toList();
    }

    /**
     * A route as it is now.
     *
     * @throws UnknownNameException when there is no route of this id
     */
    public State state(String id) {
        return state(route(id));
    }

    /**
     * Lets a route take nothing more, until it is started or its file changes.
     *
     * @throws IllegalStateException when it is Drover's own, without which nobody could start it again
     */
    public State stop(String id) throws Exception {
        Route route = route(id);
        file(route).filter(RouteFiles::isShipped).ifPresent(own -> {
            throw new IllegalStateException("the route " + id + " is Drover's own, of " + own.getFileName());
        });
        camel.getRouteController().stopRoute(id);
        return state(id);
    }

    public State start(String id) throws Exception {
        route(id);
        camel.getRouteController().startRoute(id);
        return state(id);
    }

    private Route route(String id) {
        return Optional.ofNullable(camel.getRoute(id))
                .orElseThrow(() -> new UnknownNameException("there is no route '" + id + "'; there are "
                        + String.join(
                                ", ",
                                camel.getRoutes().stream()
                                        .map(Route::getId)
                                        .sorted()
                                        .toList())));
    }

    private State state(Route route) {
        Counts counted = counts.of(route.getId());
        return new State(
                route.getId(),
                String.valueOf(camel.getRouteController().getRouteStatus(route.getId())),
                paths.in(URISupport.sanitizeUri(route.getEndpoint().getEndpointUri())),
                place(route),
                Duration.ofMillis(route.getUptimeMillis()),
                new Work(
                        counted.exchanges(),
                        counted.failures(),
                        counted.last().map(RouteControl::text).map(paths::in).orElse(null)));
    }

    private static String text(Failure failure) {
        return failure.at() + " " + failure.reason() + " (exchange " + failure.exchange() + ")";
    }

    private String place(Route route) {
        RouteDefinition definition = ((ModelCamelContext) camel).getRouteDefinition(route.getId());
        int line = definition == null || definition.getInput() == null
                ? 0
                : definition.getInput().getLineNumber();
        return file(route)
                .map(file -> file.getFileName() + (line > 0 ? ":" + line : ""))
                .orElse("");
    }

    private static Optional<Path> file(Route route) {
        return Optional.ofNullable(route.getSourceResource())
                .map(resource -> Path.of(resource.getLocation().replaceFirst("^[a-z]+:", "")));
    }
}
