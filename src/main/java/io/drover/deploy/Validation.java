package io.drover.deploy;

import io.drover.definition.DefinitionCheck;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.definition.JobDefinition;
import io.drover.definition.Problem;
import io.drover.definition.TaskDefinition;
import io.drover.settings.Settings;
import io.drover.task.TaskRoutes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Checks files without running them. */
public final class Validation {
    private Validation() {}

    /** All definitions and route files of an installation. */
    public static List<Problem> all(Settings settings) {
        try (ScratchContext scratch = new ScratchContext(settings)) {
            CamelContext camel = scratch.camel();
            List<Problem> problems = new ArrayList<>();
            List<Problem> inRoutes = RouteFiles.load(camel, RouteFiles.files(settings.path("drover.routes")));
            InstallationCheck installation = new InstallationCheck(
                    settings, new TaskRoutes(camel), new EndpointCheck(camel, new EndpointUris(camel, settings)));
            Definitions definitions = DefinitionLoader.load(
                    settings.folders().root(),
                    Definitions.NONE,
                    inRoutes.isEmpty() ? installation : jobsOnly(installation));
            problems.addAll(definitions.problems());
            problems.addAll(inRoutes);
            return problems;
        }
    }

    /** Single files; what they refer to is not looked at. */
    public static List<Problem> of(List<Path> files, Settings settings) {
        try (ScratchContext scratch = new ScratchContext(settings)) {
            List<Problem> problems = new ArrayList<>();
            for (Path file : files) {
                problems.addAll(
                        RouteFiles.isRouteFile(file)
                                ? RouteFiles.load(scratch.camel(), List.of(file))
                                : DefinitionLoader.validate(file));
            }
            return problems;
        }
    }

    /** An add-in may be missing only because its file is bad, which is reported itself. */
    private static DefinitionCheck jobsOnly(InstallationCheck installation) {
        return new DefinitionCheck() {
            @Override
            public Optional<String> problem(JobDefinition job) {
                return installation.problem(job);
            }

            @Override
            public Optional<String> endpointProblem(String uri, boolean fetching) {
                return installation.endpointProblem(uri, fetching);
            }

            @Override
            public Optional<String> problem(TaskDefinition task) {
                return Optional.empty();
            }
        };
    }
}
