package io.drover.deploy.route;

import io.drover.definition.problem.Problem;
import io.drover.deploy.route.RouteFile.BadRouteFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;

/** What is wrong with the files of routes, and which are Drover's own. */
public final class RouteFiles {
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

    /** In which files are loaded: where two want the same, it is not Drover's that is refused. */
    static final Comparator<Path> ORDER =
            Comparator.comparingInt(RouteFiles::rank).thenComparing(Path::toString);

    private RouteFiles() {}

    private static int rank(Path file) {
        String name = file.getFileName().toString();
        return OWN.contains(name) || SHIPPED.contains(name) ? 0 : 1;
    }

    /** Whether a file is one of those with Drover's own HTTP routes. */
    static boolean isOwn(Path file) {
        return OWN.contains(file.getFileName().toString());
    }

    /** Loads files into a context; gives what is wrong with those that could not be loaded. */
    public static List<Problem> load(CamelContext camel, List<Path> files) {
        List<Problem> problems = new ArrayList<>();
        for (Path file : files.stream().sorted(ORDER).toList()) {
            try {
                RouteFile.read(file).load(camel);
            } catch (BadRouteFileException e) {
                problems.add(e.problem());
            } catch (IOException e) {
                problems.add(unreadable(file, e));
            }
        }
        return problems;
    }

    static Problem unreadable(Path file, IOException e) {
        return new Problem(file, 0, "cannot be read: " + e);
    }
}
