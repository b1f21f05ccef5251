package io.drover.deploy.route;

import io.drover.definition.problem.Problem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which files of routes are Drover's own, and the order of all. */
public final class RouteFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);
    /** The files of Drover's own HTTP routes. */
    private static final Set<String> OWN = Set.of(
            "api.camel.yaml",
            "connector.camel.yaml",
            "data-management.camel.yaml",
            "odata.camel.yaml",
            "documentation.camel.yaml",
            "oauth.camel.yaml");

    /** Further shipped files, whose names of routes, templates and beans are Drover's. */
    private static final Set<String> SHIPPED = Set.of(
            "endpoints.camel.yaml", "inbox.camel.yaml", "recurring-jobs.camel.yaml", "scheduled-tasks.camel.yaml");

    /** In which files are loaded: where two want the same, it is not Drover's that is refused, and not a file for a class. */
    static final Comparator<Path> ORDER =
            Comparator.comparingInt(RouteFiles::rank).thenComparing(Path::toString);

    private RouteFiles() {}

    private static int rank(Path file) {
        boolean isClass = file.getParent() == null; // its name alone, see JavaRoutes
        return isShipped(file) ? 0 : isClass ? 2 : 1;
    }

    /** Whether a file is one of those that are Drover's by their names. */
    public static boolean isShipped(Path file) {
        String name = file.getFileName().toString();
        return OWN.contains(name) || SHIPPED.contains(name);
    }

    /** Whether a file is one of those with Drover's own HTTP routes. */
    static boolean isOwn(Path file) {
        return OWN.contains(file.getFileName().toString());
    }

    static Problem unreadable(Path file, IOException e) {
        return new Problem(file, 0, "cannot be read: " + e);
    }

    /**
     * What they say now.
     *
     * @param bad gets those that cannot be read
     */
    static Map<Path, RouteSource> read(List<Path> files, Map<Path, Problem> bad) {
        Map<Path, RouteSource> read = new TreeMap<>(ORDER);
        for (Path path : files) {
            try {
                read.put(path, RouteFile.read(path));
            } catch (NoSuchFileException e) {
                LOG.debug("{} was removed since the folder was listed", path);
            } catch (IOException e) {
                bad.put(path, unreadable(path, e));
            }
        }
        return read;
    }
}
