package io.drover.deploy;

import io.drover.definition.Problem;
import io.drover.deploy.RouteFile.BadRouteFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;

/** What is wrong with the files of routes. */
final class RouteFiles {
    private RouteFiles() {}

    /** Loads files into a context; gives what is wrong with those that could not be loaded. */
    static List<Problem> load(CamelContext camel, List<Path> files) {
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
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
