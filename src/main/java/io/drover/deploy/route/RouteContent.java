package io.drover.deploy.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.support.PatternHelper;

/**
 * What a Camel context has of one route file.
 *
 */
record RouteContent(
        Routes routes,
        List<RouteTemplateDefinition> templates,
        List<RouteConfigurationDefinition> configurations,
        List<RestDefinition> rests,
        Beans beans,
        Map<String, DataFormatDefinition> dataFormats) {

    /**
     * Its routes.
     *
     * @param starting ids of the routes that are to start; the file says of others that they are not
     */
    record Routes(List<RouteDefinition> all, Set<String> starting) {
        Routes {
            all = List.copyOf(all);
            starting = Set.copyOf(starting);
        }
    }

    /**
     * Its beans.
     *
     * @param defined those that a file defines
     * @param bound names under which a class has put others into the registry
     */
    record Beans(List<BeanFactoryDefinition<?>> defined, Set<String> bound) {
        Beans {
            defined = List.copyOf(defined);
            bound = Set.copyOf(bound);
        }

        private Beans and(Beans more) {
            return new Beans(joined(defined, more.defined), Set.copyOf(joined(bound, more.bound)));
        }

        private List<String> names() {
            return Stream.concat(defined.stream().map(BeanFactoryDefinition::getName), bound.stream())
                    .toList();
        }
    }

    RouteContent {
        templates = List.copyOf(templates);
        configurations = List.copyOf(configurations);
        rests = List.copyOf(rests);
        dataFormats = Map.copyOf(dataFormats);
    }

    static final RouteContent NONE = new RouteContent(
            new Routes(List.of(), Set.of()), List.of(), List.of(), List.of(), new Beans(List.of(), Set.of()), Map.of());

    /** All that two steps of loading a file have brought. */
    RouteContent and(RouteContent more) {
        Map<String, DataFormatDefinition> formats = new HashMap<>(dataFormats);
        formats.putAll(more.dataFormats);
        return new RouteContent(
                new Routes(
                        joined(routes.all, more.routes.all), Set.copyOf(joined(routes.starting, more.routes.starting))),
                joined(templates, more.templates),
                joined(configurations, more.configurations),
                joined(rests, more.rests),
                beans.and(more.beans),
                formats);
    }

    private static <T> List<T> joined(Collection<? extends T> some, Collection<? extends T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    boolean isEmpty() {
        return Stream.of(routes.all, templates, configurations, rests, beans.names(), dataFormats.values())
                .allMatch(Collection::isEmpty);
    }

    List<String> routeIds() {
        return routes.all.stream().map(RouteDefinition::getRouteId).toList();
    }

    List<String> templateIds() {
        return templates.stream().map(RouteTemplateDefinition::getId).toList();
    }

    List<String> beanNames() {
        return beans.names();
    }

    /** The names by which other files may use what this one declares. */
    Set<String> declared() {
        Set<String> names = new HashSet<>(beanNames());
        names.addAll(templateIds());
        names.addAll(dataFormats.keySet());
        configurations.forEach(configuration -> names.add(configuration.getId()));
        return names;
    }

    /** Whether a route of this file goes by one of these configurations by a pattern, in which no name stands. */
    boolean matchesAny(Collection<String> configurations) {
        return routes.all.stream()
                .flatMap(route -> route.getRouteConfigurationId() == null
                        ? Stream.empty()
                        : Stream.of(route.getRouteConfigurationId().split(",")))
                .map(String::strip)
                .filter(pattern -> pattern.contains("*"))
                .anyMatch(
                        pattern -> configurations.stream().anyMatch(name -> PatternHelper.matchPattern(name, pattern)));
    }
}
