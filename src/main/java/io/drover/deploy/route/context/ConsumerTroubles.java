package io.drover.deploy.route.context;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/** The consumers of routes that Camel's own health calls DOWN: what they fetch from does not answer. */
public final class ConsumerTroubles {
    private ConsumerTroubles() {}

    /** Each with its route and the reason. */
    public static List<String> of(CamelContext camel) {
        return HealthCheckHelper.getHealthCheckRepository(camel, "consumers") == null
                ? List.of()
                : HealthCheckHelper.getHealthCheckRepository(camel, "consumers").stream()
                        .flatMap(check -> result(check).stream())
                        .filter(result -> result.getState() == HealthCheck.State.DOWN)
                        .map(ConsumerTroubles::text)
                        .sorted()
                        .toList();
    }

    /** Empty for a route that was removed meanwhile: Camel 4.18.0 asks for its status, and goes on with null. */
    private static Optional<HealthCheck.Result> result(HealthCheck check) {
        try {
            return Optional.of(check.call(Map.of()));
        } catch (NullPointerException e) {
            return Optional.empty();
        }
    }

    private static String text(HealthCheck.Result result) {
        return result.getCheck().getId().replaceFirst("^consumer:", "route ") + ": "
                + result.getMessage().orElse("its consumer is DOWN")
                + result.getError()
                        .map(error -> ": " + CamelRoutes.reason(error))
                        .orElse("");
    }
}
