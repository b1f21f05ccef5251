package io.drover.deploy;

import io.drover.definition.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Loads the files of routes/ one by one into the running Camel context, so that a bad one stands alone: it is reported with
 * file and line, and the server and every other route run on.
 */
final class RouteFiles {
    private static final Pattern ROUTE_FILE = Pattern.compile("[^.].*\\.(ya?ml|xml)");
    private static final Pattern LINE = Pattern.compile(",? *(?:at )?line[ :]+(\\d+)(?:, *column[ :]+\\d+)?");

    private final CamelContext camel;

    private RouteFiles(CamelContext camel) {
        this.camel = camel;
    }

    /** Loads files into a context; gives what is wrong with those that could not be loaded. */
    static List<Problem> load(CamelContext camel, List<Path> files) {
        RouteFiles loader = new RouteFiles(camel);
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            loader.load(file).ifPresent(problems::add);
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

    private Optional<Problem> load(Path file) {
        Set<String> routes = routeIds();
        Set<String> templates = templateIds();
        try {
            Resource resource = ResourceHelper.resolveMandatoryResource(camel, "file:" + file);
            PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
            return Optional.empty();
        } catch (Exception e) {
            undo(routes, templates);
            return Optional.of(problem(file, e));
        }
    }

    /** Takes out what a bad file brought before it failed. */
    private void undo(Set<String> routes, Set<String> templates) {
        ModelCamelContext model = (ModelCamelContext) camel;
        for (RouteDefinition route : List.copyOf(model.getRouteDefinitions())) {
            if (!routes.contains(route.getId())) {
                try {
                    camel.getRouteController().stopRoute(route.getId());
                    model.removeRouteDefinition(route);
                } catch (Exception e) {
                    throw new IllegalStateException("route " + route.getId() + " cannot be removed", e);
                }
            }
        }
        for (RouteTemplateDefinition template : List.copyOf(model.getRouteTemplateDefinitions())) {
            if (!templates.contains(template.getId())) {
                try {
                    model.removeRouteTemplateDefinition(template);
                } catch (Exception e) {
                    throw new IllegalStateException("template " + template.getId() + " cannot be removed", e);
                }
            }
        }
    }

    private Set<String> routeIds() {
        Set<String> ids = new HashSet<>();
        ((ModelCamelContext) camel).getRouteDefinitions().forEach(route -> ids.add(route.getId()));
        camel.getRoutes().stream().map(Route::getId).forEach(ids::add);
        return ids;
    }

    private Set<String> templateIds() {
        Set<String> ids = new HashSet<>();
        ((ModelCamelContext) camel).getRouteTemplateDefinitions().forEach(template -> ids.add(template.getId()));
        return ids;
    }

    private static Problem problem(Path file, Exception failure) {
        String message = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                message = cause.getMessage(); // the innermost says what is wrong; those around it, that something is
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher line = LINE.matcher(String.valueOf(cause.getMessage()));
            if (line.find()) {
                return new Problem(file, Integer.parseInt(line.group(1)), clean(message, file));
            }
        }
        return new Problem(file, 0, clean(message.isEmpty() ? failure.toString() : message, file));
    }

    private static String clean(String message, Path file) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(message)
                .replace(" in file:" + file, "")
                .replaceAll(LINE.pattern(), "");
    }
}
