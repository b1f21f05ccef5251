package io.drover.deploy.route.context;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** The routes of a context that were made, and that are to start when all definitions are known. Thread-safe. */
public final class UpcomingStarts {
    private final Set<RouteDefinition> routes = Collections.synchronizedSet(
            Collections.newSetFromMap(new IdentityHashMap<>())); // two definitions may look the same

    private UpcomingStarts() {}

    /** Those of a context. */
    public static synchronized UpcomingStarts of(CamelContext camel) {
        UpcomingStarts known = camel.getCamelContextExtension().getContextPlugin(UpcomingStarts.class);
        if (known != null) {
            return known;
        }
        UpcomingStarts made = new UpcomingStarts();
        camel.getCamelContextExtension().addContextPlugin(UpcomingStarts.class, made);
        return made;
    }

    /** Notes a route that was made. */
    public void add(RouteDefinition route) {
        routes.add(route);
    }

    /** They have started, cannot start yet, or are no more. */
    public void remove(Collection<RouteDefinition> ended) {
        ended.forEach(routes::remove);
    }

    /** Whether the route of this id is to start. */
    public boolean has(ModelCamelContext camel, String id) {
        RouteDefinition route = camel.getRouteDefinition(id);
        return route != null && routes.contains(route);
    }
}
