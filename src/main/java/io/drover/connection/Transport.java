package io.drover.connection;

import io.drover.connection.remote.Certificates;
import io.drover.connection.remote.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

/**
 * How a call gets to the other side where that is not only up to its host: what a connection's file says. What it leaves out say the
 * settings for the host.
 *
 * @param proxy null for that of the settings
 * @param certificates whom to trust and what to show; null for those of the settings
 * @param timeouts for connecting, for the answer and for the connection's turn
 * @param limits what all calls of the connection share
 * @param steps is told of each step of connecting, on a network connection of its own; null when nobody wants to know
 */
public record Transport(
        Proxy proxy, Certificates certificates, Timeouts timeouts, CallLimits limits, ConnectSteps steps) {
    private static final String NAME = "DroverTransport";
    private static final String EXCHANGE = "org.apache.camel.Exchange"; // as camel-http names it

    /**
     * How long to wait.
     *
     * @param connect for the other side to accept a connection
     * @param response for the beginning of its answer, and for each further part of that
     * @param turn until the limits of the connection let the call begin; null: as long as it takes
     */
    public record Timeouts(Duration connect, Duration response, Duration turn) {}

    /** The same for the calls that a call needs before it, such as for an access token: without its limits, in which it would wait for itself. */
    public Transport beforehand() {
        return new Transport(proxy, certificates, timeouts, CallLimits.none(), null);
    }

    /** The same with other time-outs. */
    public Transport within(Timeouts other) {
        return new Transport(proxy, certificates, other, limits, steps);
    }

    /** The same, telling the steps of connecting. */
    public Transport telling(ConnectSteps told) {
        return new Transport(proxy, certificates, timeouts, limits, told);
    }

    /** Makes it that of the exchange's next call; null for none. A route's {@code https:} endpoint takes it from there. */
    public static void put(Transport transport, Exchange exchange) {
        exchange.setProperty(NAME, transport);
    }

    static void put(Transport transport, HttpContext context) {
        context.setAttribute(NAME, transport);
    }

    /** That of a call; null when it has none. */
    static Transport of(HttpContext context) {
        if (context.getAttribute(NAME) instanceof Transport own) {
            return own;
        }
        return context.getAttribute(EXCHANGE) instanceof Exchange exchange
                ? exchange.getProperty(NAME, Transport.class)
                : null;
    }

    /** What network connections must have in common to be shared by calls; null when all may use them. */
    public Object identity() {
        if (steps != null) {
            return steps;
        }
        List<Object> own = Arrays.asList(proxy, certificates);
        return proxy == null && certificates == null ? null : own;
    }

    /** Whether an address is that of its proxy, which is shown nothing of the connection. */
    boolean isProxy(String host, int port) {
        return proxy != null
                && proxy.host() != null
                && proxy.host().getHostName().equalsIgnoreCase(host)
                && proxy.host().getPort() == port;
    }

    @SuppressWarnings("deprecation") // the time-out of a pool cannot be that of a call
    RequestConfig config(RequestConfig config) {
        return RequestConfig.copy(config)
                .setConnectTimeout(timeout(timeouts.connect))
                .setResponseTimeout(timeout(timeouts.response))
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return duration == null ? null : Timeout.ofMilliseconds(duration.toMillis());
    }
}
