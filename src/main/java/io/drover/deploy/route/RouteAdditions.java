package io.drover.deploy.route;

import io.drover.deploy.route.context.UpcomingStarts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.support.CamelContextHelper;

/**
 * What one source of routes adds to a Camel context, between begin and end of its loading. It must not replace another's route:
 * Camel would do so without a word. Its routes do not start yet.
 */
final class RouteAdditions {
    private final ModelCamelContext camel;
    private final List<RouteDefinition> routes;
    private final List<RouteTemplateDefinition> templates;
    private final List<RouteConfigurationDefinition> configurations;
    private final List<RestDefinition> rests;
    private final List<BeanFactoryDefinition<?>> beans;
    private final Map<String, DataFormatDefinition> dataFormats;
    /** What it says of the start of its routes. */
    private final IdentityHashMap<RouteDefinition, String> starts = new IdentityHashMap<>();

    private final RouteSource source;
    /** What is in the registry under a name. */
    private final Set<String> bound;

    private RouteAdditions(ModelCamelContext camel, RouteContent own, RouteSource source) {
        this.camel = camel;
        this.source = source;
        this.bound = names();
        this.routes = List.copyOf(camel.getRouteDefinitions());
        this.templates = List.copyOf(camel.getRouteTemplateDefinitions());
        this.configurations = List.copyOf(camel.getRouteConfigurationDefinitions());
        this.rests = List.copyOf(camel.getRestDefinitions());
        this.beans = List.copyOf(camel.getCustomBeans());
        this.dataFormats = new HashMap<>(camel.getDataFormats());
        dataFormats.keySet().removeAll(own.dataFormats().keySet());
    }

    /**
     * Takes note of what there is.
     *
     * @param own what the source itself has brought before
     */
    static RouteAdditions begin(ModelCamelContext camel, RouteContent own, RouteSource source) {
        RouteAdditions additions = new RouteAdditions(camel, own, source);
        Set<String> taken =
                additions.routes.stream().map(RouteDefinition::getRouteId).collect(Collectors.toSet());
        Thread loading = Thread.currentThread();
        camel.setRouteFilter(route -> {
            if (Thread.currentThread() != loading) {
                return true; // tasks and requests to try them make routes too
            }
            if (taken.contains(route.getRouteId())) {
                throw new FailedToStartRouteException(
                        route.getRouteId(), "Another file has a route of this id; ids must be unique among all routes");
            }
            if (source instanceof JavaRoutes code && route.getResource() == null) {
                route.setResource(code.resource());
            }
            additions.starts.put(route, route.getAutoStartup());
            if (!additions.isOff(route.getAutoStartup())) {
                UpcomingStarts.of(camel).add(route);
            }
            route.setAutoStartup("false");
            return true;
        });
        return additions;
    }

    /** What has come since the beginning. */
    RouteContent content() {
        return new RouteContent(
                new RouteContent.Routes(since(routes, camel.getRouteDefinitions()), starting()),
                since(templates, camel.getRouteTemplateDefinitions()),
                since(configurations, camel.getRouteConfigurationDefinitions()),
                since(rests, camel.getRestDefinitions()),
                new RouteContent.Beans(since(beans, camel.getCustomBeans()), bound()),
                addedDataFormats());
    }

    private Set<String> starting() {
        return starts.keySet().stream()
                .filter(route -> !isOff(starts.get(route)))
                .map(RouteDefinition::getRouteId)
                .filter(Objects::nonNull) // of a file that could not be added: they get their ids last
                .collect(Collectors.toSet());
    }

    private boolean isOff(String autoStartup) {
        return Boolean.FALSE.equals(CamelContextHelper.parseBoolean(camel, autoStartup));
    }

    private Set<String> names() {
        return source instanceof JavaRoutes
                ? new HashSet<>(
                        camel.getRegistry().findByTypeWithName(Object.class).keySet())
                : Set.of();
    }

    /** What a class has put into the registry itself. */
    private Set<String> bound() {
        Set<String> added = new HashSet<>(names());
        added.removeAll(bound);
        return added;
    }

    private Map<String, DataFormatDefinition> addedDataFormats() {
        Map<String, DataFormatDefinition> added = new HashMap<>(camel.getDataFormats());
        added.entrySet().removeIf(format -> dataFormats.get(format.getKey()) == format.getValue());
        return added;
    }

    void end() {
        camel.setRouteFilter(null);
        starts.forEach(RouteDefinition::setAutoStartup);
        dataFormats.forEach(camel.getDataFormats()::putIfAbsent); // those of a file in XML take the place of all others
    }

    /** By identity: two definitions may look the same. */
    private static <T> List<T> since(List<? extends T> before, List<? extends T> now) {
        List<T> since = new ArrayList<>(now);
        since.removeIf(one -> before.stream().anyMatch(known -> known == one));
        return since;
    }
}
