package io.drover.deploy.log;

import io.drover.settings.log.LogLevels;
import java.util.Collection;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.log.LogEndpoint;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.LifecycleStrategySupport;

/** What routes log is meant to be seen: the loggers of their log steps and log: endpoints say INFO, though all others do not. */
public final class RouteLogs extends LifecycleStrategySupport {
    /** Camel's logger of the tracer. */
    private static final String TRACER = "org.apache.camel.Tracing";

    private RouteLogs() {}

    /** Watches over the routes that a context gets from now on, and tells which of their steps fail. */
    public static void addTo(CamelContext camel) {
        camel.addLifecycleStrategy(new RouteLogs());
        camel.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof LogEndpoint log && log.getLoggerName() != null) {
                LogLevels.show(log.getLoggerName());
            }
            return endpoint;
        });
        LogLevels.show(TRACER);
        FailureLines.addTo(camel);
    }

    /**
     * Where an exchange has failed; empty where that is not known.
     *
     * @return such as: route orders at to[sql:select 1] (orders.camel.yaml:8). Only on the thread on which it has failed
     */
    public static Optional<String> failedStep(Exchange exchange) {
        return FailedSteps.last(exchange.getExchangeId()).map(FailedSteps.Step::where);
    }

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        routes.forEach(RouteLogs::show);
    }

    private static void show(Route route) {
        RouteDefinition definition =
                ((ModelCamelContext) route.getCamelContext()).getRouteDefinition(route.getRouteId());
        if (definition == null) {
            return;
        }
        for (LogDefinition step :
                ProcessorDefinitionHelper.filterTypeInOutputs(definition.getOutputs(), LogDefinition.class)) {
            String name = step.getLogName() == null ? route.getRouteId() : step.getLogName();
            if (!name.contains("${")) {
                LogLevels.show(name);
            }
        }
    }
}
