package io.drover.deploy.route.context;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which file or mail a route of a user's cannot fetch by FTP, SFTP or mail, and why. What these components say themselves is turned
 * off in the log, since Drover tells it of the endpoints of jobs; that a server is away is said by the watch over consumers.
 */
public final class PollFailures implements ExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger("io.drover.routes");

    private PollFailures() {}

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
        if (!endpoint.isBridgeErrorHandler() && endpoint.getExceptionHandler() == null) {
            endpoint.setExceptionHandler(new PollFailures());
        }
    }

    @Override
    public void handleException(Throwable exception) {
        handleException(null, null, exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(message, null, exception);
    }

    /** What the route itself has failed at is said already, as is that of a whole poll, which has no exchange. */
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
}
