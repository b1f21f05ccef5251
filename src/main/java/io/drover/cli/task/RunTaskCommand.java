package io.drover.cli.task;

import io.drover.api.TaskOperations;
import io.drover.api.TaskOperations.TaskResult;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.server.ExecutionLog;
import io.drover.store.task.TaskRun.Outcome;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "run-task", description = "Run a scheduled task now and wait for it and its jobs.")
public final class RunTaskCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Name of the task.")
    private String name;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            TaskResult result = session.ask(TaskOperations.class).runTask(name);
            output.print(result, () -> text(result));
            return result.run().outcome() == Outcome.Completed ? 0 : 1;
        }
    }

    private static String text(TaskResult result) {
        String run = result.run().task() + ": " + result.run().outcome()
                + (result.run().message() == null ? "" : ": " + result.run().message());
        return Stream.concat(result.executions().stream().map(ExecutionLog::line), Stream.of(run))
                .collect(Collectors.joining("\n"));
    }
}
