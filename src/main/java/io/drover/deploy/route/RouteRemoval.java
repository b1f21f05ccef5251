package io.drover.deploy.route;

import io.drover.deploy.route.context.UpcomingStarts;
import org.apache.camel.language.simple.SimpleLanguage;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;

/** Takes out of a context what it has of a source of routes, and what Camel remembers of that. */
final class RouteRemoval {
    private RouteRemoval() {}

    /** Takes it out again, because a part of the source is bad. */
    static void undo(RouteContent content, ModelCamelContext camel) {
        try {
            remove(content, camel);
            renewLoader(camel);
        } catch (Exception e) {
            throw new IllegalStateException("what bad routes brought cannot be removed", e);
        }
    }

    static void remove(RouteContent content, ModelCamelContext camel) throws Exception {
        UpcomingStarts.of(camel).remove(content.routes().all());
        for (RouteDefinition route : content.routes().all()) {
            camel.getRouteController().stopRoute(route.getId());
            camel.removeRouteDefinition(route);
        }
        for (RouteTemplateDefinition template : content.templates()) {
            camel.removeRouteTemplateDefinition(template);
        }
        for (RouteConfigurationDefinition configuration : content.configurations()) {
            // Not by its id, which it may lack
            camel.getRouteConfigurationDefinitions().removeIf(one -> one == configuration);
        }
        camel.getRestDefinitions().removeAll(content.rests());
        camel.getDataFormats().keySet().removeAll(content.dataFormats().keySet());
        for (BeanFactoryDefinition<?> bean : content.beans().defined()) {
            camel.getCustomBeans().remove(bean);
        }
        for (String bean : content.beanNames()) {
            camel.getRegistry().unbind(bean);
            forget(bean, camel);
        }
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
}
