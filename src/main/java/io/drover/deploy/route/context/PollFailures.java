package io.drover.deploy.route.context;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.RouteAware;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, once, that a route of a user's cannot fetch by FTP, SFTP or mail, and when it can again. What these components say themselves is
 * turned off in the log, since Drover tells it of the endpoints of jobs. Thread-safe.
 */
public final class PollFailures implements PollingConsumerPollStrategy, ExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger("io.drover.routes");

    /** What was said of a route, by its id. */
    private final Map<String, String> said = new ConcurrentHashMap<>();

    /** What the component does itself, such as to leave its server. */
    private final PollingConsumerPollStrategy own;

    private PollFailures(PollingConsumerPollStrategy own) {
        this.own = own;
    }

    /** Watches over the endpoints that a context makes from now on, but for those that say themselves what is to be done. */
    public static void addTo(CamelContext camel) {
        camel.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof RemoteFileEndpoint<?> || endpoint instanceof MailEndpoint) {
                takeOver((ScheduledPollEndpoint) endpoint);
            }
            return endpoint;
        });
    }

    private static void takeOver(ScheduledPollEndpoint endpoint) {
        PollingConsumerPollStrategy own =
                Objects.requireNonNullElseGet(endpoint.getPollStrategy(), DefaultPollingConsumerPollStrategy::new);
        boolean ofCamel = own.getClass().getName().startsWith("org.apache.camel.");
        if (!endpoint.isBridgeErrorHandler() && endpoint.getExceptionHandler() == null && ofCamel) {
            PollFailures failures = new PollFailures(own);
            endpoint.setPollStrategy(failures);
            endpoint.setExceptionHandler(failures);
        }
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return own.begin(consumer, endpoint);
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polled) {
        own.commit(consumer, endpoint, polled);
        String route = route(consumer);
        if (said.remove(route) != null) {
            LOG.info("route {} fetches from {} again", route, URISupport.sanitizeUri(endpoint.getEndpointBaseUri()));
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) throws Exception {
        String route = route(consumer);
        String text = URISupport.sanitizeUri(endpoint.getEndpointBaseUri()) + ": " + CamelRoutes.reason(cause);
        if (!text.equals(said.put(route, text))) {
            LOG.warn("route {} cannot fetch from {}", route, text);
        }
        return own.rollback(consumer, endpoint, retryCounter, cause);
    }

    @Override
    public void handleException(Throwable exception) {
        handleException(null, null, exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(message, null, exception);
    }

    /** What the route itself has failed at is said already, as is what a poll has ({@link #rollback}). */
    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        if (exchange != null && exchange.getProperty(Exchange.EXCEPTION_CAUGHT) == null) {
            LOG.warn(
                    "route {}: {}: {}",
                    exchange.getFromRouteId(),
                    exchange.getMessage().getHeader(Exchange.FILE_NAME, "what it has fetched", String.class),
                    CamelRoutes.reason(exception));
        }
    }

    private static String route(Consumer consumer) {
        return consumer instanceof RouteAware aware && aware.getRoute() != null
                ? aware.getRoute().getRouteId()
                : consumer.getEndpoint().getEndpointBaseUri();
    }
}
