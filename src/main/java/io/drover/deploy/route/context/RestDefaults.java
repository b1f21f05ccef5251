package io.drover.deploy.route.context;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.support.PluginHelper;

/**
 * How rests are served: Camel has one configuration for all of a context, which Drover's own API goes by too. Another context path
 * would move that away from the rules of its paths; another binding would write its answers twice.
 */
public final class RestDefaults {
    private RestDefaults() {}

    /** Puts it in force in a context. */
    public static void set(CamelContext camel) {
        camel.setRestConfiguration(configuration());
    }

    private static RestConfiguration configuration() {
        RestConfiguration configuration = new RestConfiguration();
        configuration.setComponent("platform-http");
        configuration.setInlineRoutes(false); // else what a rest sends to direct: is not there for other routes
        return configuration;
    }

    /** The names of what is set otherwise. */
    public static Set<String> changed(CamelContext camel) {
        Map<String, Object> now = properties(camel, camel.getRestConfiguration());
        Set<String> changed = new TreeSet<>();
        properties(camel, configuration()).forEach((name, value) -> {
            if (!String.valueOf(value).equals(String.valueOf(now.get(name)))) {
                changed.add(name);
            }
        });
        return changed;
    }

    private static Map<String, Object> properties(CamelContext camel, RestConfiguration configuration) {
        Map<String, Object> properties = new LinkedHashMap<>();
        PluginHelper.getBeanIntrospection(camel).getProperties(configuration, properties, null, true);
        return properties;
    }

    /**
     * Refuses camel.rest settings that would change Drover's API.
     *
     * @throws IllegalArgumentException with their names
     */
    public static void require(CamelContext camel) {
        Set<String> changed = changed(camel);
        if (!changed.isEmpty()) {
            throw new IllegalArgumentException("the setting camel.rest." + String.join(", camel.rest.", changed)
                    + " would change Drover's own API: leave it out; each rest of your own says it for itself (path,"
                    + " bindingMode, consumes, produces)");
        }
    }
}
