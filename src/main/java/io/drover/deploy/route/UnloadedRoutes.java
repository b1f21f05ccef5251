package io.drover.deploy.route;

import io.drover.definition.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sources of which nothing can be loaded yet, because an endpoint asks a server that is away as it is made, and when each is tried again.
 * {@link #problems} by any thread, all else by one at a time.
 */
final class UnloadedRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(RouteDeployments.class);

    private final Duration retry;
    private final Map<Path, RouteSource> sources = new TreeMap<>(RouteFiles.ORDER);
    private final Map<Path, WaitingStart> waiting = new ConcurrentSkipListMap<>();

    /** @param retry the pause before the first further attempt */
    UnloadedRoutes(Duration retry) {
        this.retry = retry;
    }

    /** An attempt to load one has failed. */
    void failed(RouteSource source, Problem away) {
        Path path = source.path();
        sources.put(path, source);
        if (waiting.containsKey(path)) {
            waiting.get(path).failed(away);
        } else {
            waiting.put(path, new WaitingStart(retry).failed(away));
            LOG.error("{}", waiting.get(path).problem());
        }
    }

    void remove(Path path) {
        sources.remove(path);
        waiting.remove(path);
    }

    boolean has(Path path) {
        return sources.containsKey(path);
    }

    Set<Path> paths() {
        return sources.keySet();
    }

    /** Those whose pause is over. */
    List<RouteSource> due() {
        return sources.values().stream()
                .filter(source -> waiting.get(source.path()).isDue())
                .toList();
    }

    /** What keeps each from being loaded. */
    Collection<Problem> problems() {
        return waiting.values().stream().map(WaitingStart::problem).toList();
    }
}
