package io.drover.deploy.route;

import io.drover.definition.problem.Problem;
import io.drover.deploy.route.context.CamelRoutes;
import io.drover.deploy.route.context.ScratchContext;
import io.drover.settings.Settings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;

/** Tries files of routes in a context that is never started, before they take the place of what runs. */
final class RouteCheck {
    private final Settings settings;

    RouteCheck(Settings settings) {
        this.settings = settings;
    }

    /**
     * Loads all files as they are to be: one may need what another has. Classes are not tried, as nothing of a user's runs in a check.
     *
     * @param changed those of which also what they no longer have is looked at
     * @param bad gets what is wrong
     * @return what each good file has
     */
    Map<Path, RouteContent> of(
            Collection<RouteSource> now, Set<Path> changed, DeployedRoutes deployed, Map<Path, Problem> bad) {
        List<RouteSource> files =
                now.stream().filter(RouteFile.class::isInstance).toList();
        try (ScratchContext scratch = new ScratchContext(settings)) {
            RouteLoading loading = RouteLoading.of(files, scratch.camel());
            bad.putAll(loading.bad());
            for (Path path : changed) {
                if (deployed.has(path) && !bad.containsKey(path)) {
                    requireTemplates(path, deployed.get(path).content(), scratch.camel(), bad);
                }
            }
            return loading.loaded();
        }
    }

    /** Those that Drover makes routes from. */
    private static void requireTemplates(Path path, RouteContent before, CamelContext scratch, Map<Path, Problem> bad) {
        before.templateIds().stream()
                .filter(GeneratedRoutes.TEMPLATES::contains)
                .filter(id -> !CamelRoutes.hasTemplate(scratch, id))
                .forEach(id -> bad.put(
                        path,
                        new Problem(
                                path,
                                0,
                                "its route template '" + id
                                        + "' is gone, which Drover makes routes from: bring it back;"
                                        + " what was there before runs on")));
    }
}
