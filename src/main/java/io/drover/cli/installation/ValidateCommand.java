package io.drover.cli.installation;

import io.drover.api.Json;
import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.definition.problem.Problem;
import io.drover.deploy.check.Validation;
import io.drover.deploy.check.Validation.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "validate", description = "Check definition and route files without running anything.")
public final class ValidateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILES",
            description = "Files to check; all of Files/Integration and routes when none is given.")
    private List<Path> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "text|json|sarif",
            description = "How to print it; sarif is what code hosts and editors show beside the lines.")
    private Format format = Format.TEXT;

    @Mixin
    private Output output;

    private enum Format {
        TEXT,
        JSON,
        SARIF
    }

    @Override
    public Integer call() {
        Report report = files.isEmpty()
                ? Validation.all(Session.settings(), Session.PROPERTIES)
                : Validation.of(files.stream().map(CallerFolder::resolve).toList(), Session.settings());
        output.print(lines(report), () -> switch (format) {
            case TEXT -> text(report);
            case JSON -> Json.write(lines(report));
            case SARIF -> Json.write(Sarif.of(report));
        });
        return report.problems().isEmpty() ? 0 : 1;
    }

    private static List<Line> lines(Report report) {
        return Stream.concat(
                        report.problems().stream().map(problem -> new Line("problem", problem)),
                        notes(report).map(note -> new Line("note", note)))
                .toList();
    }

    private static Stream<Problem> notes(Report report) {
        return Stream.concat(report.notes().stream(), report.secrets().stream());
    }

    private static String text(Report report) {
        List<String> lines = new ArrayList<>();
        notes(report).forEach(note -> lines.add(note.place() + ": note: " + note.message()));
        report.problems().forEach(problem -> lines.add(problem.toString()));
        if (report.problems().isEmpty()) {
            lines.add("no problems found");
        }
        return String.join("\n", lines);
    }

    private record Line(String kind, String file, int line, String message) {
        private Line(String kind, Problem problem) {
            this(kind, problem.file().toString(), problem.line(), problem.message());
        }
    }
}
