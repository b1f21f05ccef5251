package io.drover.deploy.route;

import io.drover.deploy.route.DeployedRoutes.Deployed;
import io.drover.deploy.route.context.CamelRoutes;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which sources may be swapped now: to stop routes that are at work would wait for that. Who is never idle is made to pause. */
final class IdleRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(RouteDeployments.class);
    /** How often a source whose routes are at work is left for the next look before they are made to stop for the swap. */
    private static final int PATIENCE = 10;

    private static final long DRAIN_SECONDS = 5;

    private final ModelCamelContext camel;
    private final DeployedRoutes deployed;
    private final RouteStarter starter;
    private final Map<Path, Integer> waited = new HashMap<>();

    IdleRoutes(ModelCamelContext camel, DeployedRoutes deployed, RouteStarter starter) {
        this.camel = camel;
        this.deployed = deployed;
        this.starter = starter;
    }

    /**
     * Those of the changed sources that are to be left for the next look.
     *
     * @param following those of them that have not changed themselves
     */
    Set<Path> busy(Set<Path> changed, Set<Path> following) {
        Set<Path> busy = new TreeSet<>(RouteFiles.ORDER);
        for (Path path : changed) {
            if (deployed.has(path) && !isIdle(path, deployed.get(path))) {
                busy.add(path);
            } else {
                waited.remove(path);
            }
        }
        if (busy.stream().anyMatch(following::contains)) {
            busy.addAll(changed); // else nobody would know later that these are to follow
        }
        return busy;
    }

    private boolean isIdle(Path path, Deployed source) {
        if (starter.isUnderWay(source.content())) {
            return false;
        }
        if (source.content().routeIds().stream().noneMatch(id -> CamelRoutes.runs(camel, id))) {
            return true;
        }
        if (waited.merge(path, 1, Integer::sum) <= PATIENCE) {
            return false;
        }
        waited.remove(path);
        try {
            return CamelRoutes.drain(camel, source.content().routeIds(), DRAIN_SECONDS);
        } catch (Exception e) {
            LOG.warn("{}  its routes could not be stopped for the swap: {}", path.getFileName(), e.toString());
            return false;
        }
    }
}
