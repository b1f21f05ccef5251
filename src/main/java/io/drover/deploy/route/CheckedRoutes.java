package io.drover.deploy.route;

import io.drover.definition.Definitions;
import io.drover.definition.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/** Files of routes as they were loaded into a context, to be looked at. */
public final class CheckedRoutes {
    private final CamelContext camel;
    private final Map<Path, RouteContent> loaded;
    private final List<Problem> problems;

    private CheckedRoutes(CamelContext camel, Map<Path, RouteContent> loaded, List<Problem> problems) {
        this.camel = camel;
        this.loaded = loaded;
        this.problems = problems;
    }

    /** Loads files into a context. */
    public static CheckedRoutes load(CamelContext camel, List<Path> files) {
        List<Problem> problems = new ArrayList<>();
        List<RouteFile> read = new ArrayList<>();
        for (Path file : files) {
            try {
                read.add(RouteFile.read(file));
            } catch (IOException e) {
                problems.add(RouteFiles.unreadable(file, e));
            }
        }
        RouteLoading loading = RouteLoading.of(read, camel);
        problems.addAll(loading.bad().values());
        return new CheckedRoutes(camel, loading.loaded(), problems);
    }

    /** What is wrong with those that could not be loaded. */
    public List<Problem> problems() {
        return problems;
    }

    /** What is wrong with classes of the user's own that make routes, as far as it can be said without running anything of theirs. */
    public static List<Problem> inClasses(CamelContext camel) {
        return RouteClasses.problems(camel);
    }

    /** Jobs, tasks and queues that they name in vain. */
    public List<Problem> unknownNames(Definitions definitions) {
        TargetNames names = new TargetNames(definitions);
        return loaded.entrySet().stream()
                .flatMap(file -> names.problems(file.getKey(), file.getValue(), camel).stream())
                .toList();
    }
}
