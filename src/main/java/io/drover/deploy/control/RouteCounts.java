package io.drover.deploy.control;

import io.drover.deploy.route.context.CamelRoutes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/** How many exchanges each route has had, how many of them failed, and why the last one did. Thread-safe. */
public final class RouteCounts implements RoutePolicyFactory {
    private final Map<String, Counts> routes = new ConcurrentHashMap<>();

    /** Of one route, since it was made. */
    static final class Counts extends RoutePolicySupport {
        private final LongAdder exchanges = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private volatile Failure last;

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            exchanges.increment();
            if (exchange.getException() != null) {
                failures.increment();
                last = new Failure(
                        Instant.now(), exchange.getExchangeId(), CamelRoutes.reason(exchange.getException()));
            }
        }

        long exchanges() {
            return exchanges.sum();
        }

        long failures() {
            return failures.sum();
        }

        Optional<Failure> last() {
            return Optional.ofNullable(last);
        }
    }

    /** An exchange that failed. */
    record Failure(Instant at, String exchange, String reason) {}

    /** Counts what the routes do that a context gets from now on. */
    public static RouteCounts of(CamelContext camel) {
        RouteCounts counts = new RouteCounts();
        camel.addRoutePolicyFactory(counts);
        return counts;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String id, NamedNode route) {
        Counts counts = new Counts();
        routes.put(id, counts);
        return counts;
    }

    Counts of(String route) {
        return routes.getOrDefault(route, new Counts());
    }
}
