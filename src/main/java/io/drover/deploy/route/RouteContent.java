package io.drover.deploy.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.language.simple.SimpleLanguage;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;

/**
 * What a Camel context has of one route file.
 *
 */
record RouteContent(
        Routes routes,
        List<RouteTemplateDefinition> templates,
        List<RouteConfigurationDefinition> configurations,
        List<RestDefinition> rests,
        List<BeanFactoryDefinition<?>> beans,
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

    RouteContent {
        templates = List.copyOf(templates);
        configurations = List.copyOf(configurations);
        rests = List.copyOf(rests);
        beans = List.copyOf(beans);
        dataFormats = Map.copyOf(dataFormats);
    }

    static final RouteContent NONE =
            new RouteContent(new Routes(List.of(), Set.of()), List.of(), List.of(), List.of(), List.of(), Map.of());

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
                joined(beans, more.beans),
                formats);
    }

    private static <T> List<T> joined(Collection<? extends T> some, Collection<? extends T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    boolean isEmpty() {
        return Stream.of(routes.all, templates, configurations, rests, beans, dataFormats.values())
                .allMatch(Collection::isEmpty);
    }

    List<String> routeIds() {
        return routes.all.stream().map(RouteDefinition::getRouteId).toList();
    }

    List<String> templateIds() {
        return templates.stream().map(RouteTemplateDefinition::getId).toList();
    }

    List<String> beanNames() {
        return beans.stream().map(BeanFactoryDefinition::getName).toList();
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

    /** Takes it out again, because a part of the file is bad. */
    void undo(ModelCamelContext camel) {
        try {
            remove(camel);
            renewLoader(camel);
        } catch (Exception e) {
            throw new IllegalStateException("what a bad route file brought cannot be removed", e);
        }
    }

    /**
     * Starts those of its routes that have not started, in the order in which the file has them.
     *
     * @return why the last of those cannot start yet whose server is away; the others have started
     * @throws Exception when one can never start
     */
    Optional<Exception> start(CamelContext camel) throws Exception {
        Optional<Exception> away = Optional.empty();
        for (String id : routeIds()) {
            if (!routes.starting.contains(id)
                    || camel.getRouteController().getRouteStatus(id).isStarted()) {
                continue;
            }
            try {
                camel.getRouteController().startRoute(id);
                camel.getRoute(id).setAutoStartup(true);
            } catch (Exception e) {
                if (!WaitingStart.isAway(e)) {
                    throw e;
                }
                away = Optional.of(new FailedToStartRouteException(id, CamelRoutes.reason(e), e));
            }
        }
        return away;
    }

    /** Camel remembers a bean in the endpoints and expressions that have called it, and that it has made it. */
    private static void forget(String bean, ModelCamelContext camel) throws Exception {
        camel.removeEndpoints("bean://" + bean);
        camel.removeEndpoints("bean://" + bean + "?*");
        ((SimpleLanguage) camel.resolveLanguage("simple")).stop(); // which empties its memory, no more
        renewLoader(camel);
    }

    /** A loader of YAML makes a bean of one name and type once in its life. */
    private static void renewLoader(ModelCamelContext camel) {
        RoutesLoader loader = PluginHelper.getRoutesLoader(camel);
        ServiceHelper.stopService(loader);
        ServiceHelper.startService(loader);
    }

    /** Takes it out of the context. */
    void remove(ModelCamelContext camel) throws Exception {
        for (RouteDefinition route : routes.all) {
            camel.getRouteController().stopRoute(route.getId());
            camel.removeRouteDefinition(route);
        }
        for (RouteTemplateDefinition template : templates) {
            camel.removeRouteTemplateDefinition(template);
        }
        for (RouteConfigurationDefinition configuration : configurations) {
            // Not by its id, which it may lack
            camel.getRouteConfigurationDefinitions().removeIf(one -> one == configuration);
        }
        camel.getRestDefinitions().removeAll(rests);
        camel.getDataFormats().keySet().removeAll(dataFormats.keySet());
        for (BeanFactoryDefinition<?> bean : beans) {
            camel.getRegistry().unbind(bean.getName());
            camel.getCustomBeans().remove(bean);
            forget(bean.getName(), camel);
        }
    }
}
