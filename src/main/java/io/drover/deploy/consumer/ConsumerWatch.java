package io.drover.deploy.consumer;

import io.drover.deploy.route.GeneratedRoutes;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once in the log which route does not reach what it fetches from, and once that it does again; clients of brokers would say it at each
 * attempt, without the route. For one thread at a time.
 */
public final class ConsumerWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerWatch.class);
    /** How many looks in a row must find it: one that falls between two attempts, or a start, says nothing. */
    private static final int LOOKS = 2;

    private final CamelContext camel;
    /** How many looks in a row have found each route in trouble. */
    private final Map<String, Integer> seen = new HashMap<>();

    /** Watches the routes of a context. */
    public ConsumerWatch(CamelContext camel) {
        this.camel = camel;
    }

    /** Looks at all routes. */
    public void look() {
        Map<String, String> troubles = ConsumerTroubles.byRoute(camel);
        troubles.keySet().removeIf(GeneratedRoutes::isGenerated); // what is with those is said by their watch
        troubles.forEach((route, why) -> {
            if (seen.merge(route, 1, Integer::sum) == LOOKS) {
                LOG.warn("route {} receives nothing, and tries again until it can: {}", route, why);
            }
        });
        seen.entrySet().removeIf(route -> {
            boolean over = !troubles.containsKey(route.getKey());
            if (over && route.getValue() >= LOOKS && camel.getRoute(route.getKey()) != null) {
                LOG.info("route {} receives again", route.getKey());
            }
            return over;
        });
    }
}
