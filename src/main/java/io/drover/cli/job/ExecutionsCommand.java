package io.drover.cli.job;

import static io.drover.cli.session.Output.cell;

import io.drover.api.ExecutionOperations;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.store.ledger.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "executions", description = "List the newest executions.")
public final class ExecutionsCommand implements Callable<Integer> {
    @Option(names = "--job", paramLabel = "NAME", description = "Only those of this job.")
    private String job;

    @Option(names = "--before", paramLabel = "ID", description = "Only those older than this one.")
    private Long before;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most this many (${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            List<Execution> executions = session.ask(ExecutionOperations.class).executions(job, before, limit);
            output.print(executions, () -> text(executions));
            return 0;
        }
    }

    private static String text(List<Execution> executions) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "ID",
                "JOB",
                "TASK",
                "FILE",
                "STATUS",
                "READ",
                "INSERTED",
                "UPDATED",
                "UNCHANGED",
                "DELETED",
                "REJECTED",
                "STARTED",
                "MESSAGE"));
        for (Execution execution : executions) {
            lines.add(List.of(
                    cell(execution.id()),
                    execution.job(),
                    cell(execution.task()),
                    cell(execution.file()),
                    cell(execution.status()),
                    cell(execution.read()),
                    cell(execution.inserted()),
                    cell(execution.updated()),
                    cell(execution.unchanged()),
                    cell(execution.deleted()),
                    cell(execution.rejected()),
                    cell(execution.started()),
                    cell(execution.message())));
        }
        return Output.table(lines);
    }
}
