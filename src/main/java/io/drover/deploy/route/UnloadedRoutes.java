package io.drover.deploy.route;

import io.drover.definition.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Map<Path, Unloaded> unloaded = new ConcurrentSkipListMap<>(RouteFiles.ORDER);

    private record Unloaded(RouteSource source, WaitingStart start) {}

    /** @param retry the pause before the first further attempt */
    UnloadedRoutes(Duration retry) {
        this.retry = retry;
    }

    /** An attempt to load one has failed. */
    void failed(RouteSource source, Problem away) {
        Unloaded before = unloaded.get(source.path());
        WaitingStart start = (before == null ? new WaitingStart(retry) : before.start()).failed(away);
        unloaded.put(source.path(), new Unloaded(source, start));
        if (before == null) {
            LOG.error("{}", start.problem());
        }
    }

    void remove(Path path) {
        unloaded.remove(path);
    }

    boolean has(Path path) {
        return unloaded.containsKey(path);
    }

    Set<Path> paths() {
        return unloaded.keySet();
    }

    /** Those whose pause is over. */
    List<RouteSource> due() {
        return unloaded.values().stream()
                .filter(each -> each.start().isDue())
                .map(Unloaded::source)
                .toList();
    }

    /** What keeps each from being loaded. */
    Collection<Problem> problems() {
        return unloaded.values().stream().map(each -> each.start().problem()).toList();
    }
}
