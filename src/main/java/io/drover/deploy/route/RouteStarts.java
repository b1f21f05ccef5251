package io.drover.deploy.route;

import io.drover.definition.problem.Problem;
import io.drover.deploy.route.DeployedRoutes.Deployed;
import io.drover.deploy.route.RouteStarter.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the routes of sources, and those again later that cannot start yet. {@link #problems} by any thread, all else by one at a time. */
final class RouteStarts {
    private static final Logger LOG = LoggerFactory.getLogger(RouteDeployments.class);

    /** How long the servers of all routes that start together are waited for before others go on. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ModelCamelContext camel;
    private final RouteStarter starter;
    private final Duration retry;
    /** Sources with routes that cannot start yet. */
    private final Map<Path, WaitingStart> waiting = new ConcurrentSkipListMap<>();

    /** @param retry the pause before the first further attempt */
    RouteStarts(ModelCamelContext camel, RouteStarter starter, Duration retry) {
        this.camel = camel;
        this.starter = starter;
        this.retry = retry;
    }

    /** When the routes that are started now are to have started. */
    static Deadline deadline() {
        return Deadline.in(PATIENCE);
    }

    /**
     * Starts the routes of a source; those that cannot start yet are noted.
     *
     * @throws BadRoutesException when one can never start; nothing of the source stays then
     */
    void start(Deployed deployed, Deadline deadline) throws BadRoutesException {
        Path path = deployed.source().path();
        Optional<Problem> away = attempt(deployed, deadline);
        if (away.isPresent()) {
            waiting.put(path, waitingAgain(path, away.get()));
            LOG.error("{}", waiting.get(path).problem());
        }
    }

    private Optional<Problem> attempt(Deployed deployed, Deadline deadline) throws BadRoutesException {
        RouteContent content = deployed.content();
        try {
            return starter.start(content, deadline)
                    .map(away ->
                            deployed.source().bad(away, content.routes().all()).problem());
        } catch (Exception e) {
            starter.forget(content);
            RouteRemoval.undo(content, camel);
            throw deployed.source().bad(e, content.routes().all());
        }
    }

    private WaitingStart waitingAgain(Path path, Problem away) {
        return waiting.getOrDefault(path, new WaitingStart(retry)).failed(away);
    }

    /** The sources whose waiting routes are to be tried now: their pause is over, or a server has answered. */
    List<Path> due(DeployedRoutes deployed) {
        return waiting.entrySet().stream()
                .filter(one -> one.getValue().isDue()
                        || starter.hasNews(deployed.get(one.getKey()).content()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Tries the routes of a source again.
     *
     * @throws BadRoutesException when one can never start; nothing of the source stays then
     */
    void startAgain(Deployed deployed) throws BadRoutesException {
        Path path = deployed.source().path();
        try {
            Optional<Problem> away = attempt(deployed, Deadline.in(Duration.ZERO));
            if (away.isPresent() && starter.isPending(deployed.content())) {
                waiting.get(path).goesOn(); // what is wrong is what was wrong, until it has ended
            } else if (away.isPresent()) {
                waiting.put(path, waitingAgain(path, away.get()));
            } else {
                waiting.remove(path);
                LOG.info("{}  routes have started", path.getFileName());
            }
        } catch (BadRoutesException e) {
            waiting.remove(path);
            throw e;
        }
    }

    /** Whether a route of a source cannot start yet. */
    boolean isWaiting(Path path) {
        return waiting.containsKey(path);
    }

    /** Takes out what runs of a source. */
    void remove(Deployed deployed) {
        try {
            waiting.remove(deployed.source().path());
            starter.forget(deployed.content());
            RouteRemoval.remove(deployed.content(), camel);
        } catch (Exception e) {
            throw new IllegalStateException("what " + deployed.source().path() + " has brought cannot be removed", e);
        }
    }

    /** What cannot start yet. */
    Collection<Problem> problems() {
        return waiting.values().stream().map(WaitingStart::problem).toList();
    }
}
