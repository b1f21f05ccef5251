package io.drover.deploy.route;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;

/** Whether the configure() of a builder was called and has not come to its end. */
final class ConfigureWatch implements RouteBuilderLifecycleStrategy {
    private boolean within;

    @Override
    public void beforeConfigure(RouteBuilder builder) {
        within = true;
    }

    @Override
    public void afterConfigure(RouteBuilder builder) {
        within = false;
    }

    boolean isWithin() {
        return within;
    }
}
