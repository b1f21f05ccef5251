package io.drover.deploy;

import io.drover.definition.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Loads the files of routes/ one by one into a Camel context, so that a bad one stands alone: it is reported with file and
 * line, nothing of it stays, and every other route runs on.
 */
final class RouteFiles {
    private static final Pattern ROUTE_FILE = Pattern.compile("[^.].*\\.(ya?ml|xml)");
    private static final Pattern COMMENT_OR_EMPTY = Pattern.compile("\\s*(#.*|---.*)?");

    private RouteFiles() {}

    /** Loads files into a context; gives what is wrong with those that could not be loaded. */
    static List<Problem> load(CamelContext camel, List<Path> files) {
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            load(camel, file).ifPresent(problems::add);
        }
        return problems;
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

    private static Optional<Problem> load(CamelContext camel, Path file) {
        RouteAdditions additions = RouteAdditions.begin(camel);
        try {
            if (!isBlank(file)) {
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:" + file));
            }
            if (additions.isEmpty()) {
                throw new IllegalArgumentException("There is nothing in it that Camel knows: a list of route, rest,"
                        + " routeTemplate or beans is expected");
            }
            return Optional.empty();
        } catch (Exception e) {
            undo(additions);
            return Optional.of(RouteFault.problem(file, e));
        } finally {
            additions.end();
        }
    }

    /** Whether nothing but comments is in a YAML file, of which Camel cannot say so. */
    private static boolean isBlank(Path file) throws IOException {
        if (file.toString().endsWith(".xml")) {
            return false;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.allMatch(line -> COMMENT_OR_EMPTY.matcher(line).matches());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void undo(RouteAdditions additions) {
        try {
            additions.undo();
        } catch (Exception e) {
            throw new IllegalStateException("what a bad route file brought cannot be removed", e);
        }
    }
}
