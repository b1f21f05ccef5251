package io.drover.cli.message;

import io.drover.api.MessageOperations;
import io.drover.api.MessageOperations.RecurringJobView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.cli.session.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the recurring jobs, their ids, and what waits in their queues.")
final class RecurringJobsCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            List<RecurringJobView> recurringJobs =
                    session.ask(MessageOperations.class).recurringJobs();
            output.print(recurringJobs, () -> text(recurringJobs));
            return 0;
        }
    }

    private static String text(List<RecurringJobView> recurringJobs) {
        return TextTable.of(recurringJobs)
                .column("RECURRING JOB", RecurringJobView::name)
                .column("ID", RecurringJobView::id)
                .column("ENABLED", recurring -> recurring.enabled() ? "yes" : "no")
                .column("DIRECTION", recurring -> lower(recurring.direction()))
                .column("KIND", recurring -> lower(recurring.kind()))
                .column("JOB", RecurringJobView::job)
                .column("RECURRENCE", RecurringJobView::recurrence)
                .column("NEXT", RecurringJobView::next)
                .column("DEPTH", RecurringJobView::depth)
                .column("OLDEST", RecurringJobView::oldest)
                .column("FAILED", RecurringJobView::failure)
                .column("PROBLEM", RecurringJobView::problem)
                .toString();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
