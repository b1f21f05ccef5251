package io.drover.deploy.endpoint;

import io.drover.job.MailDrop;
import io.drover.settings.Settings;
import java.io.File;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.RouteAware;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the routes to and from jobs' endpoints: one line in the log for a failure, a pause after it, and what still fails is
 * shown in health. Thread-safe.
 */
public final class EndpointWatch implements PollingConsumerPollStrategy, ExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger("io.drover.endpoints");
    /** Failures in a row after which an endpoint shows in health. */
    private static final int TOO_OFTEN = 2;
    /** Longest pause after a failure, as a multiple of the first. */
    private static final int LONGEST_PAUSE = 30;

    private final Duration retry;
    private final Duration slow;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();
    /** The routes that are at work now, and since when: one whose server never comes to an end neither works nor fails. */
    private final Map<String, Instant> working = new ConcurrentHashMap<>();

    private final Map<String, CompletableFuture<Optional<String>>> awaited = new ConcurrentHashMap<>();
    private final HeldFiles held;
    /** The route that this thread polls for: some components report failures without saying for which. */
    private final ThreadLocal<String> polling = new ThreadLocal<>();

    /** A route's failures since it last did its work. */
    private record Trouble(Instant last, int times, String text) {
        /** Longer after each failure, so that a server that is away for a night does not fill the log. */
        private Duration pause(Duration retry) {
            return retry.multipliedBy(Math.min(times, LONGEST_PAUSE));
        }
    }

    public EndpointWatch(Settings settings) {
        this.retry = settings.seconds("drover.endpoints.retry");
        this.slow = settings.seconds("drover.endpoints.slow");
        this.held = new HeldFiles(retry);
    }

    /** Whether a route may go to its endpoint now: not right after it failed. */
    public boolean mayTry(String route) {
        Trouble trouble = troubles.get(route);
        return trouble == null || Instant.now().isAfter(trouble.last.plus(trouble.pause(retry)));
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        String route = route(consumer);
        polling.set(route);
        Instant now = Instant.now();
        begun.put(route, now);
        boolean may = mayTry(route);
        if (may && endpoint instanceof FileEndpoint folder && !isFolder(folder.getFile())) {
            failed(route, "cannot fetch from " + folder.getFile() + ": there is no such folder, or it may not be read");
            return false;
        }
        if (may) {
            working.put(route, now);
        }
        return may;
    }

    /** Camel takes one that is not there, or not any more, such as one of another machine, for empty. */
    private static boolean isFolder(File folder) {
        return folder.isDirectory() && folder.canRead() && folder.canExecute();
    }

    /**
     * Takes note of a folder below that of an endpoint which its server does not list; said once, as it may stay so for good.
     *
     * @return whether the others can be gone on with; false: it is not this folder that failed, but the server
     */
    boolean passesOver(Consumer consumer, String folder, Exception failure) {
        if (!EndpointFolders.isRefusal(failure)) {
            return false;
        }
        leftAlone(
                new HeldFiles.Key(route(consumer), folder),
                "the folder " + folder + " is passed over: " + EndpointReasons.of(failure));
        return true;
    }

    /** Takes note of what stays at its server as long as it is as it is; said once. */
    void leftAlone(HeldFiles.Key key, String text) {
        if (!held.has(key)) {
            LOG.warn("{}  {}", EndpointRouteIds.job(key.route()), text);
        }
        held.failed(key, text, null);
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polled) {
        String route = route(consumer);
        working.remove(route);
        Trouble before = troubles.get(route);
        Trouble left = troubles.computeIfPresent(
                route, (id, trouble) -> trouble.last.isBefore(begun.get(id)) ? null : trouble);
        if (before != null && left == null) {
            LOG.info(
                    "{}  {} goes on",
                    EndpointRouteIds.job(route),
                    EndpointRouteIds.isFetch(route) ? "fetching" : "sending");
        }
        held.polled(route, begun.get(route));
        CompletableFuture<Optional<String>> waiting = awaited.get(route);
        if (waiting != null && polled == 0) {
            waiting.complete(held.of(route).stream().findFirst());
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        working.remove(route(consumer));
        String from = URISupport.sanitizeUri(endpoint.getEndpointBaseUri());
        failed(route(consumer), "cannot fetch from " + from + ": " + EndpointReasons.of(cause));
        return false;
    }

    @Override
    public void handleException(Throwable exception) {
        handleException(null, null, exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(message, null, exception);
    }

    /** What a component reports beside the route; what the route or the poll reported itself is not said again. */
    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        String route = exchange == null ? polling.get() : exchange.getFromRouteId();
        boolean said = exchange == null ? !mayTry(route) : exchange.getProperty(Exchange.EXCEPTION_CAUGHT) != null;
        if (said) {
            return;
        }
        if (exchange == null) {
            failed(route, "cannot fetch: " + EndpointReasons.of(exception));
        } else {
            failed(exchange, file(exchange) + "  could not be fetched: " + EndpointReasons.of(exception));
        }
    }

    /** A file that could not be fetched or sent; the routes call it. */
    public void failed(Exchange exchange) {
        String route = exchange.getFromRouteId();
        String reason = EndpointReasons.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        String to = exchange.getProperty(Exchange.FAILURE_ENDPOINT, "the endpoint", String.class)
                .replaceFirst("\\?.*", "");
        failed(
                exchange,
                file(exchange)
                        + (EndpointRouteIds.isFetch(route)
                                ? "  could not be put into the inbox: " + reason + "; it stays where it is"
                                : "  could not be sent to " + URISupport.sanitizeUri(to) + ": " + reason
                                        + "; it stays in the outbox"));
    }

    /** One file at a server keeps no other waiting; all else that fails, such as a mailbox, is left alone as a whole. */
    private void failed(Exchange exchange, String text) {
        String route = exchange.getFromRouteId();
        Optional<HeldFiles.Key> file = FetchedFiles.key(exchange);
        if (!EndpointRouteIds.isFetch(route) || file.isEmpty()) {
            failed(route, text);
            return;
        }
        Duration pause = held.failed(file.get(), text, null);
        LOG.warn("{}  {}{}", EndpointRouteIds.job(route), text, again(route, pause));
    }

    /** A file that was fetched stays at its server, which lets nobody delete or move it; said once, as it may stay so for good. */
    void notTakenAway(Exchange exchange, Object taken, Throwable failure) {
        String route = exchange.getFromRouteId();
        HeldFiles.Key file = FetchedFiles.key(exchange).orElseThrow();
        String text = file(exchange)
                + "  was fetched, but its server lets it be neither deleted nor moved as the endpoint says: "
                + EndpointReasons.of(failure) + "; it is not fetched again while it stays as it is";
        if (held.taken(file).isEmpty()) {
            LOG.warn("{}  {}", EndpointRouteIds.job(route), text);
        }
        held.failed(file, text, taken);
    }

    HeldFiles held() {
        return held;
    }

    private String again(String route, Duration pause) {
        return awaited.containsKey(route) ? "" : "; tried again in " + seconds(pause) + " s";
    }

    /** Takes note of a failure of a route and says it. */
    public void failed(String route, String text) {
        Trouble trouble = troubles.merge(
                route,
                new Trouble(Instant.now(), 1, text),
                (before, now) -> new Trouble(now.last, before.times + 1, now.text));
        CompletableFuture<Optional<String>> waiting = awaited.get(route);
        LOG.warn("{}  {}{}", EndpointRouteIds.job(route), text, again(route, trouble.pause(retry)));
        if (waiting != null) {
            waiting.complete(Optional.of(text));
        }
    }

    /** Forgets a route that is no more. */
    public void forget(String route) {
        troubles.remove(route);
        working.remove(route);
        awaited.remove(route);
        held.forget(route);
    }

    /** Tells when a route has nothing more to do, or what went wrong; before the route starts. */
    public CompletableFuture<Optional<String>> untilIdle(String route) {
        return awaited.computeIfAbsent(route, id -> new CompletableFuture<>());
    }

    /**
     * What has failed more than once in a row and has not succeeded since, and what has been under way for longer than
     * drover.endpoints.slow; one sentence each.
     */
    public List<String> troubles() {
        List<String> all = new ArrayList<>();
        new TreeMap<>(troubles).forEach((route, trouble) -> {
            if (trouble.times >= TOO_OFTEN) {
                all.add(EndpointRouteIds.job(route) + "  " + trouble.text);
            }
        });
        for (String route : held.routes()) {
            held.troubles(route).forEach(text -> all.add(EndpointRouteIds.job(route) + "  " + text));
        }
        Instant before = Instant.now().minus(slow);
        new TreeMap<>(working).forEach((route, since) -> {
            if (since.isBefore(before)) {
                all.add(EndpointRouteIds.job(route) + "  has been "
                        + (EndpointRouteIds.isFetch(route) ? "fetching" : "sending") + " since " + since
                        + ": very much, or its server does not come to an end");
            }
        });
        return all;
    }

    private static String seconds(Duration duration) {
        return new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(duration.toMillis() / 1000.0);
    }

    private static String route(Consumer consumer) {
        return ((RouteAware) consumer).getRoute().getRouteId();
    }

    private static String file(Exchange exchange) {
        return MailDrop.described(exchange)
                .orElseGet(() -> exchange.getMessage().getHeader(Exchange.FILE_NAME, "a delivery", String.class));
    }
}
