package io.drover.cli.job;

import io.drover.api.ExecutionOperations;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.server.ExecutionLog;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "Cancel a running execution: nothing of it is loaded, and its file goes to Failed.")
public final class CancelCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ID",
            description = "Id of the execution; or message id, or execution id of Dynamics 365 clients.")
    private String id;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        try (Session session = Session.open()) {
            Execution execution = session.ask(ExecutionOperations.class).cancel(id);
            output.print(execution, () -> ExecutionLog.line(execution));
            return execution.status() == Status.Cancelled ? 0 : 1;
        }
    }
}
