package io.drover.cli.job;

import io.drover.api.ExecutionOperations;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.cli.session.TextTable;
import io.drover.store.ledger.Execution;
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
        return TextTable.of(executions)
                .column("ID", Execution::id)
                .column("JOB", Execution::job)
                .column("TASK", Execution::task)
                .column("FILE", Execution::file)
                .column("STATUS", Execution::status)
                .column("READ", Execution::read)
                .column("INSERTED", Execution::inserted)
                .column("UPDATED", Execution::updated)
                .column("UNCHANGED", Execution::unchanged)
                .column("DELETED", Execution::deleted)
                .column("REJECTED", Execution::rejected)
                .column("STARTED", Execution::started)
                .column("MESSAGE", Execution::message)
                .toString();
    }
}
