package io.drover.deploy.route;

import io.drover.connection.Unreached;
import io.drover.deploy.route.context.CamelRoutes;
import io.drover.deploy.route.context.UpcomingStarts;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Consumer;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.URISupport;

/**
 * Starts routes. What consumes from a server starts in a thread of its own: Camel holds a lock over all routes while it starts one,
 * and a server that takes the connection and says nothing would keep every other route from being started, stopped or changed.
 * Used by one thread at a time.
 */
final class RouteStarter {
    private final ModelCamelContext camel;
    private final ExecutorService threads;
    /** The consumers that are being started, by the ids of their routes. */
    private final Map<String, Future<?>> underWay = new ConcurrentHashMap<>();

    RouteStarter(ModelCamelContext camel) {
        this.camel = camel;
        this.threads = camel.getExecutorServiceManager().newCachedThreadPool(this, "route-start");
    }

    /** Ends in time: the routes that wait for their servers together take no longer than one of them may. */
    record Deadline(long nanos) {
        static Deadline in(Duration patience) {
            return new Deadline(System.nanoTime() + patience.toNanos());
        }

        private long left() {
            return Math.max(0, nanos - System.nanoTime());
        }
    }

    /** A server that has taken the connection, it seems, and has not said anything yet. */
    static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        private NoAnswerException(String id, String server) {
            super(
                    "route " + id + " cannot start",
                    new SocketTimeoutException(server + " does not answer; the start is still under way"));
        }
    }

    /**
     * Starts those routes of a source that have not started, in the order in which it has them.
     *
     * @return why the last of those cannot start yet whose server is away; the others have started
     * @throws Exception when one can never start
     */
    Optional<Exception> start(RouteContent content, Deadline deadline) throws Exception {
        Optional<Exception> away = Optional.empty();
        for (RouteDefinition route : content.routes().all()) {
            String id = route.getRouteId();
            if (!content.routes().starting().contains(id)
                    || camel.getRouteController().getRouteStatus(id).isStarted()) {
                continue;
            }
            try {
                start(id, deadline);
                camel.getRoute(id).setAutoStartup(true);
            } catch (Exception e) {
                if (!Unreached.isReasonOf(e) && !isUnderWay(content)) { // what is under way could not be taken out now
                    throw e;
                }
                away = Optional.of(new FailedToStartRouteException(id, CamelRoutes.reason(e), e));
            } finally {
                UpcomingStarts.of(camel).remove(List.of(route));
            }
        }
        return away;
    }

    private void start(String id, Deadline deadline) throws Exception {
        Route route = camel.getRoute(id);
        Consumer consumer = route.getConsumer();
        boolean remote = consumer != null
                && route.getEndpoint().isRemote()
                && !(route.getEndpoint() instanceof PlatformHttpEndpoint); // of this very server
        if (remote) {
            startAside(id, consumer, deadline);
        }
        try {
            camel.getRouteController().startRoute(id);
        } catch (Exception e) {
            if (remote) {
                ServiceHelper.stopService(consumer);
            }
            throw e;
        }
    }

    private void startAside(String id, Consumer consumer, Deadline deadline) throws Exception {
        Future<?> start =
                underWay.computeIfAbsent(id, one -> threads.submit(() -> ServiceHelper.startService(consumer)));
        try {
            start.get(deadline.left(), TimeUnit.NANOSECONDS);
            underWay.remove(id);
        } catch (TimeoutException e) {
            throw new NoAnswerException(
                    id, URISupport.sanitizeUri(consumer.getEndpoint().getEndpointBaseUri()));
        } catch (ExecutionException e) {
            underWay.remove(id);
            throw new FailedToStartRouteException(id, CamelRoutes.reason(e), e.getCause());
        }
    }

    /** Whether a route of a source is being started at this moment: it can be neither stopped nor taken out. */
    boolean isUnderWay(RouteContent content) {
        return content.routeIds().stream()
                .anyMatch(id -> underWay.containsKey(id) && !underWay.get(id).isDone());
    }

    /** Whether a start was begun whose end has not been looked at. */
    boolean isPending(RouteContent content) {
        return content.routeIds().stream().anyMatch(underWay::containsKey);
    }

    /** Whether a start that was under way has come to an end, good or bad. */
    boolean hasNews(RouteContent content) {
        return content.routeIds().stream()
                .anyMatch(id -> underWay.containsKey(id) && underWay.get(id).isDone());
    }

    /** Routes that are taken out. */
    void forget(RouteContent content) {
        content.routeIds().forEach(underWay::remove);
    }
}
