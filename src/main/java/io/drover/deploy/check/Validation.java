package io.drover.deploy.check;

import io.drover.definition.Definition;
import io.drover.definition.DefinitionCheck;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.FileListing;
import io.drover.definition.Installation;
import io.drover.definition.problem.Problem;
import io.drover.deploy.endpoint.EndpointCheck;
import io.drover.deploy.endpoint.EndpointUris;
import io.drover.deploy.route.CheckedRoutes;
import io.drover.deploy.route.context.ScratchContext;
import io.drover.job.definition.JobDefinition;
import io.drover.settings.Settings;
import io.drover.task.TaskVariables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Checks files without running them. */
public final class Validation {
    private Validation() {}

    /**
     * What is to be said of files.
     *
     * @param notes what good files ask for and Drover does not do
     * @param secrets that stand in files as they are
     */
    public record Report(List<Problem> problems, List<Problem> notes, List<Problem> secrets) {}

    /**
     * All definitions and route files of an installation.
     *
     * @param properties application.properties, in which only secrets are looked for
     */
    public static Report all(Settings settings, Path properties) {
        try (Inspection inspection = Inspection.of(settings)) {
            Definitions definitions = definitions(settings, inspection);
            List<Problem> problems = problems(inspection, definitions);
            FileListing files = Installation.of(settings, properties).list();
            return new Report(
                    problems, notes(definitions.all(JobDefinition.class).values()), LiteralSecrets.in(files));
        }
    }

    /** What is wrong with an installation as a whole. */
    public static List<Problem> problems(Settings settings, Inspection inspection) {
        return problems(inspection, definitions(settings, inspection));
    }

    private static List<Problem> problems(Inspection inspection, Definitions definitions) {
        List<Problem> problems = new ArrayList<>(definitions.problems());
        problems.addAll(inspection.installation().routes().problems());
        problems.addAll(inspection.inRoutes());
        problems.addAll(inspection.unknownNames(definitions));
        problems.addAll(inspection.referred().problems(definitions));
        return problems;
    }

    private static Definitions definitions(Settings settings, Inspection inspection) {
        CamelContext camel = inspection.camel();
        InstallationCheck installation = new InstallationCheck(
                settings, new TaskVariables(camel), new EndpointCheck(camel, new EndpointUris(camel, settings)));
        Path addIns = inspection.installation().folder(FileKind.ADD_IN);
        boolean good = inspection.inRoutes().stream()
                .noneMatch(problem -> problem.file().startsWith(addIns));
        return DefinitionLoader.load(
                settings.folders().root(), Definitions.NONE, good ? installation : jobsOnly(installation));
    }

    /** Single files; what they refer to is not looked at. */
    public static Report of(List<Path> files, Settings settings) {
        Installation installation = Installation.of(settings);
        try (ScratchContext scratch = new ScratchContext(settings)) {
            List<Problem> problems = new ArrayList<>();
            List<JobDefinition> jobs = new ArrayList<>();
            for (Path file : files) {
                if (installation.holdsRoutes(file)) {
                    problems.addAll(
                            CheckedRoutes.load(scratch.camel(), List.of(file)).problems());
                } else {
                    problems.addAll(DefinitionLoader.validate(file));
                    DefinitionLoader.ifGood(JobDefinition.class, file).ifPresent(jobs::add);
                }
            }
            return new Report(problems, notes(jobs), secrets(files));
        }
    }

    private static List<Problem> secrets(List<Path> files) {
        return files.stream()
                .filter(Files::isRegularFile)
                .flatMap(file -> LiteralSecrets.in(file).stream())
                .toList();
    }

    private static List<Problem> notes(Collection<JobDefinition> jobs) {
        return jobs.stream()
                .flatMap(job -> job.head().notes().stream().map(note -> new Problem(job.file(), 0, note)))
                .toList();
    }

    /** An add-in may be missing only because its file is bad, which is reported itself. */
    private static DefinitionCheck jobsOnly(InstallationCheck installation) {
        return new DefinitionCheck() {
            @Override
            public Optional<String> problem(Definition definition, Definitions others) {
                return definition instanceof JobDefinition
                        ? installation.problem(definition, others)
                        : Optional.empty();
            }

            @Override
            public Path files() {
                return installation.files();
            }

            @Override
            public String resolved(String value) {
                return installation.resolved(value);
            }

            @Override
            public Optional<String> endpointProblem(String uri, boolean fetching) {
                return installation.endpointProblem(uri, fetching);
            }
        };
    }
}
