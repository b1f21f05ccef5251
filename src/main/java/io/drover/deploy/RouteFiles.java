package io.drover.deploy;

import io.drover.definition.Problem;
import io.drover.deploy.RouteFile.BadRouteFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** Which files hold routes, and what is wrong with them. */
final class RouteFiles {
    private static final Pattern ROUTE_FILE = Pattern.compile("[^.].*\\.(ya?ml|xml)");

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

    /** The route files below a folder, in the order of their names. */
    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file ->
                            ROUTE_FILE.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder, e);
        }
    }

    /** Whether a file's name says that it holds routes: *.camel.yaml, *.yaml or *.camel.xml. */
    static boolean isRouteFile(Path file) {
        String name = file.getFileName().toString();
        return ROUTE_FILE.matcher(name).matches() && (!name.endsWith(".xml") || name.endsWith(".camel.xml"));
    }
}
