package io.drover.deploy.control;

import io.drover.definition.UnknownNameException;
import io.drover.deploy.log.RouteLogs;
import io.drover.deploy.route.context.CamelRoutes;
import io.drover.deploy.route.fault.CamelParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.util.URISupport;

/** Sends a message to an endpoint, for whoever tries a route. Thread-safe. */
public final class TrialSender {
    /** Endpoints that are nothing without a route that begins with them: Camel would wait for one. */
    private static final Set<String> WITHIN = Set.of("direct", "seda");

    private final CamelContext camel;
    private final ExecutorService threads;
    private ProducerTemplate template;

    public TrialSender(CamelContext camel) {
        this.camel = camel;
        this.threads = camel.getExecutorServiceManager().newCachedThreadPool(this, "send");
    }

    /**
     * What came back of a message.
     *
     * @param body null for none
     */
    @SuppressWarnings("ArrayRecordComponent") // is not compared
    public record Answer(byte[] body, Map<String, String> headers) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Sends a message, and waits for the answer.
     *
     * @param body of any bytes; null for none
     * @param limit of the wait; what the route does goes on after it
     * @throws IllegalArgumentException when it is no endpoint of Camel's
     * @throws UnknownNameException when no route begins with it
     * @throws IllegalStateException when its route is stopped, or has failed: with route, step and reason
     * @throws TimeoutException when there is no answer in time
     */
    public Answer send(String uri, byte[] body, Map<String, String> headers, Duration limit)
            throws TimeoutException, InterruptedException {
        Endpoint endpoint = endpoint(uri);
        requireRoute(endpoint);
        Future<Answer> answer = threads.submit(() -> exchange(endpoint, body, headers));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new TimeoutException(uri(endpoint) + " has not answered within " + limit.toSeconds()
                    + " s; what its route does goes on");
        }
    }

    private Endpoint endpoint(String uri) {
        try {
            return camel.getEndpoint(uri);
        } catch (NoSuchEndpointException e) {
            String scheme = uri.replaceFirst("[:?].*", "");
            throw new IllegalArgumentException(
                    "there is no component '" + scheme + "'" + CamelParts.remedy("component", scheme), e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    URISupport.sanitizeUri(uri) + " is no endpoint: " + CamelRoutes.reason(e), e);
        }
    }

    private void requireRoute(Endpoint endpoint) {
        if (!WITHIN.contains(scheme(endpoint))) {
            return;
        }
        List<Route> routes = camel.getRoutes().stream()
                .filter(route -> place(route.getEndpoint()).equals(place(endpoint)))
                .toList();
        if (routes.isEmpty()) {
            throw new UnknownNameException("no route begins with '" + uri(endpoint) + "'; there are "
                    + String.join(
                            ", ",
                            camel.getRoutes().stream()
                                    .map(Route::getEndpoint)
                                    .filter(from -> scheme(from).equals(scheme(endpoint)))
                                    .map(TrialSender::uri)
                                    .sorted()
                                    .toList()));
        }
        String id = routes.get(0).getId();
        if (camel.getRouteController().getRouteStatus(id) != ServiceStatus.Started) {
            throw new IllegalStateException("the route " + id + ", which begins with " + uri(endpoint)
                    + ", is stopped: drover route start " + id);
        }
    }

    private static String scheme(Endpoint endpoint) {
        return endpoint.getEndpointUri().replaceFirst(":.*", "");
    }

    /** Without options: those of who sends may be others than those of the route. */
    private static String place(Endpoint endpoint) {
        return endpoint.getEndpointUri().replaceFirst("\\?.*", "");
    }

    /** As people write it. */
    private static String uri(Endpoint endpoint) {
        return URISupport.sanitizeUri(endpoint.getEndpointUri()).replaceFirst("://", ":");
    }

    private Answer exchange(Endpoint endpoint, byte[] body, Map<String, String> headers) throws IOException {
        Exchange exchange = sent(endpoint, body, headers);
        if (exchange.getException() != null) {
            throw new IllegalStateException(
                    uri(endpoint) + " failed" + place(exchange) + ": " + CamelRoutes.reason(exchange.getException()),
                    exchange.getException());
        }
        Map<String, String> back = new TreeMap<>();
        exchange.getMessage().getHeaders().forEach((name, value) -> back.put(name, String.valueOf(value)));
        return new Answer(bytes(exchange), back);
    }

    private Exchange sent(Endpoint endpoint, byte[] body, Map<String, String> headers) {
        try {
            return template().send(endpoint, message -> {
                message.getMessage().setBody(body);
                headers.forEach(message.getMessage()::setHeader);
            });
        } catch (RuntimeException e) { // what sends could not be made
            throw new IllegalStateException(uri(endpoint) + " failed: " + CamelRoutes.reason(e), e);
        }
    }

    /** On the thread that the message was sent on. */
    private static String place(Exchange exchange) {
        return RouteLogs.failedStep(exchange)
                .or(() -> Optional.ofNullable(exchange.getProperty(Exchange.FAILURE_ROUTE_ID, String.class))
                        .map(route -> "route " + route))
                .map(step -> " in " + step)
                .orElse("");
    }

    private static byte[] bytes(Exchange exchange) throws IOException {
        Object body = exchange.getMessage().getBody();
        if (body == null || body instanceof byte[]) {
            return (byte[]) body;
        }
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
            return in == null ? String.valueOf(body).getBytes(StandardCharsets.UTF_8) : in.readAllBytes();
        }
    }

    private synchronized ProducerTemplate template() {
        if (template == null) {
            template = camel.createProducerTemplate();
        }
        return template;
    }
}
