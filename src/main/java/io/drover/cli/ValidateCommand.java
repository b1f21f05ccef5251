package io.drover.cli;

import io.drover.definition.Problem;
import io.drover.deploy.Validation;
import io.drover.deploy.Validation.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "validate", description = "Check definition and route files without running anything.")
final class ValidateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILES",
            description = "Files to check; all of Files/Integration and routes when none is given.")
    private List<Path> files = List.of();

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Report report = files.isEmpty()
                ? Validation.all(Session.settings())
                : Validation.of(files.stream().map(CallerFolder::resolve).toList(), Session.settings());
        List<Line> lines = Stream.concat(
                        report.problems().stream().map(problem -> new Line("problem", problem)),
                        report.notes().stream().map(note -> new Line("note", note)))
                .toList();
        output.print(lines, () -> text(report));
        return report.problems().isEmpty() ? 0 : 1;
    }

    private static String text(Report report) {
        List<String> lines = new ArrayList<>();
        report.notes().forEach(note -> lines.add(note.file() + ": note: " + note.message()));
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
