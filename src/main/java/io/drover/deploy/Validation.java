package io.drover.deploy;

import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.definition.Problem;
import io.drover.settings.Settings;
import io.drover.task.TaskRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Checks files without running them. */
public final class Validation {
    private Validation() {}

    /** All definitions and route files of an installation. */
    public static List<Problem> all(Settings settings) {
        Definitions definitions = DefinitionLoader.load(settings.folders().root(), Definitions.NONE);
        List<Problem> problems = new ArrayList<>(definitions.problems());
        definitions.jobs().values().forEach(job -> JobCheck.problem(job, settings)
                .ifPresent(problems::add));
        List<Path> routeFiles = RouteFiles.files(settings.path("drover.routes"));
        inScratchContext(camel -> {
            List<Problem> inRoutes = RouteFiles.load(camel, routeFiles);
            problems.addAll(inRoutes);
            TaskRoutes routes = new TaskRoutes(camel);
            definitions.tasks().values().stream()
                    .flatMap(task -> routes.problem(task).stream())
                    .filter(problem -> inRoutes.isEmpty()) // an add-in may be missing only because its file is bad
                    .forEach(problems::add);
        });
        return problems;
    }

    /** Single files; what they refer to is not looked at. */
    public static List<Problem> of(List<Path> files) {
        List<Problem> problems = new ArrayList<>();
        inScratchContext(camel -> {
            for (Path file : files) {
                problems.addAll(
                        RouteFiles.isRouteFile(file)
                                ? RouteFiles.load(camel, List.of(file))
                                : DefinitionLoader.validate(file));
            }
        });
        return problems;
    }

    /** A context that is never started: routes are read into it, and nothing runs. */
    private static void inScratchContext(Consumer<CamelContext> work) {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            work.accept(camel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
