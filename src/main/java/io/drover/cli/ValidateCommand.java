package io.drover.cli;

import io.drover.definition.Problem;
import io.drover.deploy.Validation;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        List<Problem> problems = files.isEmpty()
                ? Validation.all(Session.settings())
                : Validation.of(files.stream().map(CallerFolder::resolve).toList(), Session.settings());
        List<Line> lines = problems.stream()
                .map(problem -> new Line(problem.file().toString(), problem.line(), problem.message()))
                .toList();
        output.print(
                lines,
                () -> problems.isEmpty()
                        ? "no problems found"
                        : problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        return problems.isEmpty() ? 0 : 1;
    }

    private record Line(String file, int line, String message) {}
}
