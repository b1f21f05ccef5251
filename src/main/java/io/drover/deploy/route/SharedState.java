package io.drover.deploy.route;

import io.drover.deploy.route.context.RestDefaults;
import io.drover.deploy.route.fault.RouteRefusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteTemplateDefinition;

/**
 * What the files of a context share, as it was before one of them was loaded: Camel lets a file change it for all others, Drover's
 * own included, and does not change it back when the file goes.
 */
final class SharedState {
    private final ModelCamelContext camel;
    private final ErrorHandlerFactory errorHandler;
    private final Map<String, DataFormatDefinition> dataFormats;
    private final Map<String, Object> bound;
    private final List<BeanFactoryDefinition<?>> beans;
    private final Set<String> templates;

    private SharedState(ModelCamelContext camel, RouteContent own) {
        this.camel = camel;
        this.errorHandler = camel.getCamelContextExtension().getErrorHandlerFactory();
        this.dataFormats = new HashMap<>(camel.getDataFormats());
        dataFormats.keySet().removeAll(own.dataFormats().keySet());
        this.bound = new HashMap<>(camel.getRegistry().findByTypeWithName(Object.class));
        bound.keySet().removeAll(own.beanNames());
        this.beans = new ArrayList<>(camel.getCustomBeans());
        beans.removeAll(own.beans().defined());
        this.templates = camel.getRouteTemplateDefinitions().stream()
                .map(RouteTemplateDefinition::getId)
                .collect(Collectors.toSet());
    }

    /**
     * Takes note of it, and sets the rest configuration to Drover's.
     *
     * @param own what the file itself has brought before
     */
    static SharedState before(ModelCamelContext camel, RouteContent own) {
        RestDefaults.set(camel);
        return new SharedState(camel, own);
    }

    /**
     * Refuses a file that has changed it.
     *
     * @throws RouteRefusal with what is to be written instead
     */
    void requireUnchanged(RouteContent content) {
        if (!RestDefaults.changed(camel).isEmpty()) {
            throw new RouteRefusal(
                    "restConfiguration would change all rests of the server, Drover's own API included: leave it out; a rest"
                            + " says for itself what it needs (path, bindingMode, consumes, produces)",
                    ".*rest-?[cC]onfiguration.*");
        }
        if (camel.getCamelContextExtension().getErrorHandlerFactory() != errorHandler) {
            throw new RouteRefusal(
                    "errorHandler at the top of a file would be that of all routes of the server: write it in the route, or in"
                            + " a routeConfiguration with an id that the route names",
                    "(- |\\s*<)error-?[hH]andler.*");
        }
        content.configurations().stream()
                .filter(SharedState::isForAll)
                .findAny()
                .ifPresent(nameless -> {
                    throw new RouteRefusal(
                            "a routeConfiguration without an id would apply to all routes of the server: give it one, and"
                                    + " name that in the routes that are to have it (routeConfigurationId)",
                            ".*route-?[cC]onfiguration.*");
                });
        requireNew("route template", content.templateIds(), templates);
        requireNew("data format", content.dataFormats().keySet(), dataFormats.keySet());
        requireNew("bean", content.beanNames(), bound.keySet());
        Map<String, Object> now = camel.getRegistry().findByTypeWithName(Object.class);
        requireNew("bean", replaced(now), bound.keySet());
    }

    /** The names under which something else is now: Java can bind it without a word. */
    private List<String> replaced(Map<String, Object> now) {
        return bound.keySet().stream()
                .filter(name -> now.get(name) != bound.get(name))
                .toList();
    }

    /** Camel gives one without an id some id at times; a pattern is for all too. */
    private static boolean isForAll(RouteConfigurationDefinition configuration) {
        return !configuration.hasCustomIdAssigned()
                || configuration.getId() == null
                || configuration.getId().contains("*");
    }

    private static void requireNew(String kind, Iterable<String> ids, Set<String> taken) {
        Set<String> seen = new HashSet<>(taken);
        for (String id : ids) {
            if (!seen.add(id)) {
                throw new RouteRefusal(
                        "there is a " + kind + " '" + id
                                + "' already, in another file or of Drover's: choose another name",
                        RouteRefusal.named(id));
            }
        }
    }

    /** Makes all as it was; what the file itself has brought must have been removed before. */
    void restore() {
        RestDefaults.set(camel);
        camel.getCamelContextExtension().setErrorHandlerFactory(errorHandler);
        camel.setDataFormats(new HashMap<>(dataFormats));
        bound.forEach((name, bean) -> {
            if (camel.getRegistry().lookupByName(name) != bean) {
                camel.getRegistry().bind(name, bean);
            }
        });
        beans.stream().filter(bean -> !camel.getCustomBeans().contains(bean)).forEach(camel::addCustomBean);
    }
}
