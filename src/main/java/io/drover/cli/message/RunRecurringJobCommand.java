package io.drover.cli.message;

import io.drover.api.MessageOperations;
import io.drover.api.MessageOperations.RecurringJobView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = "Process now what waits in the queue of an import, or run an export now, without waiting for the"
                + " recurrence; ends when that is done, with 1 when something has failed.")
final class RunRecurringJobCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Name or id of the recurring job.")
    private String recurringJob;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            RecurringJobView recurring = session.ask(MessageOperations.class).run(recurringJob);
            output.print(recurring, () -> text(recurring));
            return recurring.failure() == null ? 0 : 1;
        }
    }

    private static String text(RecurringJobView recurring) {
        String waiting = recurring.depth() == 0 ? "nothing waits" : recurring.depth() + " in its queue";
        boolean onlyFailed = recurring.failure() != null && recurring.depth() == 0;
        return recurring.name() + "  "
                + (recurring.failure() == null ? waiting : recurring.failure() + (onlyFailed ? "" : "; " + waiting));
    }
}
