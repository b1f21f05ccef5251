package io.drover.cli.job;

import io.drover.api.JobOperations;
import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.job.dry.DryRun;
import io.drover.server.ExecutionLog;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "run-job", description = "Run a job now on a file, or on what waits in its inbox, and wait for it.")
public final class RunJobCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the job.")
    private String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "What to load; it stays where it is.")
    private Path file;

    @Option(
            names = "--dry-run",
            description = "Do everything but the commit: print what would come of it and the first changed rows.")
    private boolean dryRun;

    @Option(
            names = "--validate-only",
            description = "Read, check and map all records and keep their errors; the destination is not touched.")
    private boolean validateOnly;

    @Option(names = "--limit", paramLabel = "N", description = "With --dry-run: read the first N records only.")
    private Long limit;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Path toLoad = file == null ? null : CallerFolder.resolve(file);
        if (toLoad != null && !Files.isRegularFile(toLoad)) {
            throw new ParameterException(command.commandLine(), "there is no file " + file);
        }
        if (limit != null && !dryRun) {
            throw new ParameterException(command.commandLine(), "--limit needs --dry-run: a run loads the whole file");
        }
        if (validateOnly && dryRun) {
            throw new ParameterException(
                    command.commandLine(), "--dry-run writes and undoes it, --validate-only writes nothing: give one");
        }
        try (Session session = Session.open()) {
            String fileName = file == null ? null : file.getFileName().toString();
            if (dryRun) {
                DryRun result = session.ask(JobOperations.class).dryRun(name, toLoad, fileName, limit);
                output.print(result, () -> DryRunText.of(result));
                return result.status() == Status.Failed ? 1 : 0;
            }
            JobOperations jobs = session.ask(JobOperations.class);
            List<Execution> executions =
                    validateOnly ? jobs.validate(name, toLoad, fileName) : jobs.runJob(name, toLoad, fileName);
            output.print(
                    executions,
                    () -> executions.stream().map(ExecutionLog::line).collect(Collectors.joining("\n")));
            return executions.stream().noneMatch(e -> e.status() == Status.Failed || e.status() == Status.Cancelled)
                    ? 0
                    : 1;
        }
    }
}
