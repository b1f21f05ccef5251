package io.drover.deploy.route;

import io.drover.deploy.route.context.CamelRoutes;
import io.drover.deploy.route.context.QuietCamelContext;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;

/** A source of routes on its way into a context, in three steps: what others may use of it, and at the end its routes. A step that fails undoes all. */
final class RouteLoad {
    private final RouteSource source;
    private final ModelCamelContext camel;
    private RouteContent content = RouteContent.NONE;
    private RoutesBuilder builder;
    private boolean hasUnknown;

    RouteLoad(RouteSource source, CamelContext camel) {
        this.source = source;
        this.camel = (ModelCamelContext) camel;
    }

    private interface Step {
        void take() throws Exception;
    }

    RouteSource source() {
        return source;
    }

    /** What the context has of it now. */
    RouteContent content() {
        return content;
    }

    /**
     * Its beans, but for those that need others, and its route configurations: Camel looks for these when it reads routes.
     *
     * @throws BadRoutesException when one cannot be; nothing of the source stays then
     */
    void configure() throws BadRoutesException {
        take(() -> {
            builder = source.parse(camel);
            if (builder instanceof RouteConfigurationsBuilder configurations) {
                camel.addRoutesConfigurations(configurations);
            }
        });
    }

    /**
     * The rest of its beans, its data formats and templates.
     *
     * @throws BadRoutesException when one cannot be; nothing of the source stays then
     */
    void declare() throws BadRoutesException {
        take(() -> {
            if (builder instanceof RouteBuilder routes) {
                routes.prepareModel(camel);
            }
        });
    }

    /**
     * Its routes, which do not start yet.
     *
     * @throws BadRoutesException when one cannot be; nothing of the source stays then
     */
    void addRoutes() throws BadRoutesException {
        take(() -> {
            if (builder instanceof RouteBuilder routes) {
                camel.addRouteDefinitions(routes.getRouteCollection().getRoutes());
                leaveOutUnknown(routes);
                camel.addTemplatedRoutes(routes);
            } else if (builder != null) {
                camel.addRoutes(builder);
                camel.addTemplatedRoutes(builder);
            }
        });
    }

    /** Camel makes the route of a kamelet twice when it is not to start at once, and keeps the first as well, which never starts. */
    private void dropForerunners(RouteContent added) {
        for (String id : added.routeIds()) {
            List<Route> made = camel.getRoutes().stream()
                    .filter(route -> route.getRouteId().equals(id))
                    .toList();
            made.stream().limit(Math.max(0, made.size() - 1)).forEach(camel.getCamelContextExtension()::removeRoute);
        }
    }

    /** A check does not know the templates that a class brings: it runs nothing of a user's. */
    private void leaveOutUnknown(RouteBuilder routes) {
        if (camel instanceof QuietCamelContext && RouteClasses.areIn(camel)) {
            hasUnknown = routes.getTemplatedRouteCollection()
                    .getTemplatedRoutes()
                    .removeIf(route -> !CamelRoutes.hasTemplate(camel, route.getRouteTemplateRef()));
        }
    }

    /** Whether there is nothing in it that Camel knows. */
    boolean isEmpty() {
        return content.isEmpty() && !hasUnknown;
    }

    private void take(Step step) throws BadRoutesException {
        SharedState shared = SharedState.before(camel, content);
        RouteAdditions additions = RouteAdditions.begin(camel, content, source);
        try {
            step.take();
            RouteContent added = additions.content();
            dropForerunners(added);
            shared.requireUnchanged(added);
            RoutePaths.require(camel, added.routeIds(), RouteFiles.isOwn(source.path()));
            content = content.and(added);
        } catch (Exception e) {
            throw undone(e, additions, shared);
        } catch (
                LinkageError
                        e) { // a class that a bean or a builder needs is not there, or its static initialiser fails
            throw undone(new IllegalStateException(e.toString(), e), additions, shared);
        } finally {
            additions.end();
        }
    }

    private BadRoutesException undone(Exception e, RouteAdditions additions, SharedState shared) {
        RouteRemoval.undo(content.and(additions.content()), camel);
        content = RouteContent.NONE;
        shared.restore();
        return source.bad(
                e,
                builder instanceof RouteBuilder routes
                        ? routes.getRouteCollection().getRoutes()
                        : List.of());
    }
}
