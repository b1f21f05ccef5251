package io.drover.deploy.consumer;

import io.drover.deploy.route.context.CamelRoutes;
import io.drover.settings.secrets.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;

/** The consumers of routes that do not reach what they fetch from: Camel's own health calls them DOWN, or they look for their broker. */
public final class ConsumerTroubles {
    /** Option of a call of a check by which its exception is left in the result. */
    public static final String WITH_REASONS = "drover.reasons";

    /** Of a consumer that has just started, or whose first time has not come. */
    private static final String NOT_YET = "Consumer has not yet polled";

    private ConsumerTroubles() {}

    /** Each with its route and the reason. */
    public static List<String> of(CamelContext camel) {
        return byRoute(camel).entrySet().stream()
                .map(trouble -> "route " + trouble.getKey() + ": " + trouble.getValue())
                .toList();
    }

    /** Their routes alone, for pages that need no token: reasons name hosts and users. */
    public static List<String> names(CamelContext camel) {
        return byRoute(camel).keySet().stream()
                .map(route -> "route " + route + " receives nothing")
                .toList();
    }

    /** The reasons, by the ids of the routes. */
    static Map<String, String> byRoute(CamelContext camel) {
        Map<String, String> troubles = new TreeMap<>();
        HealthCheckRepository consumers = HealthCheckHelper.getHealthCheckRepository(camel, "consumers");
        (consumers == null ? Stream.<HealthCheck>empty() : consumers.stream())
                .flatMap(check -> result(check).stream())
                .filter(result -> result.getState() == HealthCheck.State.DOWN)
                .filter(result -> !result.getMessage().orElse("").startsWith(NOT_YET))
                .forEach(
                        result -> troubles.put(result.getCheck().getId().replaceFirst("^consumer:", ""), text(result)));
        for (Route route : camel.getRoutes()) {
            JmsListener.of(route.getConsumer())
                    .flatMap(JmsListener::trouble)
                    .ifPresent(trouble -> troubles.put(route.getRouteId(), trouble));
        }
        return troubles;
    }

    /** Empty for a route that was removed meanwhile: Camel 4.18.0 asks for its status, and goes on with null. */
    private static Optional<HealthCheck.Result> result(HealthCheck check) {
        try {
            return Optional.of(check.call(Map.of(WITH_REASONS, true)));
        } catch (NullPointerException e) {
            return Optional.empty();
        }
    }

    private static String text(HealthCheck.Result result) {
        return result.getError()
                .map(error -> Secrets.hide(CamelRoutes.reason(error)))
                .or(result::getMessage)
                .orElse("its consumer is DOWN");
    }
}
