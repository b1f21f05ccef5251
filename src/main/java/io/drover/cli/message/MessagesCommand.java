package io.drover.cli.message;

import io.drover.api.MessageOperations;
import io.drover.api.MessageOperations.MessageView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.cli.session.TextTable;
import io.drover.store.queue.MessageStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "messages",
        description = "List the newest messages of recurring jobs; or clean up.",
        subcommands = CleanUpCommand.class)
public final class MessagesCommand implements Callable<Integer> {
    @Option(names = "--recurring-job", paramLabel = "NAME", description = "Only those of this one, by name or id.")
    private String recurringJob;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only those that are: ${COMPLETION-CANDIDATES}.")
    private MessageStatus status;

    @Option(names = "--before", paramLabel = "NUMBER", description = "Only those older than this one.")
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
            List<MessageView> messages =
                    session.ask(MessageOperations.class).messages(recurringJob, status, before, limit);
            output.print(messages, () -> text(messages));
            return 0;
        }
    }

    private static String text(List<MessageView> messages) {
        return TextTable.of(messages)
                .column("NUMBER", MessageView::number)
                .column("MESSAGE ID", MessageView::messageId)
                .column(
                        "RECURRING JOB",
                        each -> each.recurringJob() == null ? "job " + each.job() : each.recurringJob())
                .column("STATUS", MessageView::status)
                .column("FILE", each -> each.externalId() == null ? each.file() : each.externalId())
                .column("BYTES", MessageView::bytes)
                .column("RECORDS", MessageView::records)
                .column(
                        "FILE UPLOADED",
                        each -> each.fileUploaded() == null ? null : each.fileUploaded() ? "yes" : "no")
                .column("EXECUTION", MessageView::execution)
                .column("CREATED", MessageView::created)
                .column("REASON", MessageView::reason)
                .toString();
    }
}
