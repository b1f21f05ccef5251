package io.drover.deploy.route.context;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.main.MainConfigurationProperties;

/** What the settings of Camel Main say of the user's own classes that make routes, kept until routes are loaded. */
public final class ClassSearch {
    private ClassSearch() {}

    /** Keeps it: Camel Main would add the routes before everything else. */
    public static void keep(CamelContext camel, MainConfigurationProperties main) {
        camel.getCamelContextExtension().addContextPlugin(MainConfigurationProperties.class, main);
    }

    /** What was kept; empty in a context that is not Camel Main's. */
    public static Optional<MainConfigurationProperties> of(CamelContext camel) {
        return Optional.ofNullable(
                camel.getCamelContextExtension().getContextPlugin(MainConfigurationProperties.class));
    }
}
