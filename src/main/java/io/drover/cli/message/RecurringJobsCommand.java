package io.drover.cli.message;

import static io.drover.cli.session.Output.cell;

import io.drover.api.MessageOperations;
import io.drover.api.MessageOperations.RecurringJobView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import java.util.ArrayList;
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
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "RECURRING JOB",
                "ID",
                "ENABLED",
                "DIRECTION",
                "KIND",
                "JOB",
                "RECURRENCE",
                "NEXT",
                "DEPTH",
                "OLDEST",
                "FAILED",
                "PROBLEM"));
        for (RecurringJobView recurring : recurringJobs) {
            lines.add(List.of(
                    recurring.name(),
                    recurring.id(),
                    recurring.enabled() ? "yes" : "no",
                    lower(recurring.direction()),
                    lower(recurring.kind()),
                    recurring.job(),
                    recurring.recurrence(),
                    cell(recurring.next()),
                    cell(recurring.depth()),
                    cell(recurring.oldest()),
                    cell(recurring.failure()),
                    cell(recurring.problem())));
        }
        return Output.table(lines);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
