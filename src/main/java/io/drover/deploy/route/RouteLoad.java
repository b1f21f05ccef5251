package io.drover.deploy.route;

import io.drover.deploy.route.RouteFile.BadRouteFileException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;

/** A route file on its way into a context, in three steps: what others may use of it, and at the end its routes. A step that fails undoes all. */
final class RouteLoad {
    private final RouteFile file;
    private final ModelCamelContext camel;
    private RouteContent content = RouteContent.NONE;
    private RoutesBuilder builder;

    RouteLoad(RouteFile file, CamelContext camel) {
        this.file = file;
        this.camel = (ModelCamelContext) camel;
    }

    private interface Step {
        void take() throws Exception;
    }

    RouteFile file() {
        return file;
    }

    /** What the context has of the file now. */
    RouteContent content() {
        return content;
    }

    /**
     * Its beans, but for those that need others, and its route configurations: Camel looks for these when it reads routes.
     *
     * @throws BadRouteFileException when one cannot be; nothing of the file stays then
     */
    void configure() throws BadRouteFileException {
        take(() -> {
            builder = file.parse(camel);
            if (builder instanceof RouteConfigurationsBuilder configurations) {
                camel.addRoutesConfigurations(configurations);
            }
        });
    }

    /**
     * The rest of its beans, its data formats and templates.
     *
     * @throws BadRouteFileException when one cannot be; nothing of the file stays then
     */
    void declare() throws BadRouteFileException {
        take(() -> {
            if (builder instanceof RouteBuilder routes) {
                routes.prepareModel(camel);
            }
        });
    }

    /**
     * Its routes, which do not start yet.
     *
     * @throws BadRouteFileException when one cannot be; nothing of the file stays then
     */
    void addRoutes() throws BadRouteFileException {
        take(() -> {
            if (builder instanceof RouteBuilder routes) {
                camel.addRouteDefinitions(routes.getRouteCollection().getRoutes());
                camel.addTemplatedRoutes(routes);
            }
        });
    }

    private void take(Step step) throws BadRouteFileException {
        SharedState shared = SharedState.before(camel, content);
        RouteAdditions additions = RouteAdditions.begin(camel, content);
        try {
            step.take();
            RouteContent added = additions.content();
            shared.requireUnchanged(added);
            RoutePaths.require(camel, added.routeIds(), RouteFiles.isOwn(file.path()));
            content = content.and(added);
        } catch (Exception e) {
            content.and(additions.content()).undo(camel);
            content = RouteContent.NONE;
            shared.restore();
            throw file.bad(
                    e,
                    builder instanceof RouteBuilder routes
                            ? routes.getRouteCollection().getRoutes()
                            : List.of());
        } finally {
            additions.end();
        }
    }
}
