package io.drover.cli.message;

import static io.drover.cli.session.Output.cell;

import io.drover.api.MessageOperations;
import io.drover.api.MessageOperations.MessageView;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.store.queue.MessageStatus;
import java.util.ArrayList;
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
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "NUMBER",
                "MESSAGE ID",
                "RECURRING JOB",
                "STATUS",
                "FILE",
                "BYTES",
                "RECORDS",
                "FILE UPLOADED",
                "EXECUTION",
                "CREATED",
                "REASON"));
        for (MessageView message : messages) {
            lines.add(List.of(
                    cell(message.number()),
                    message.messageId(),
                    message.recurringJob() == null ? "job " + message.job() : message.recurringJob(),
                    cell(message.status()),
                    cell(message.externalId() == null ? message.file() : message.externalId()),
                    cell(message.bytes()),
                    cell(message.records()),
                    message.fileUploaded() == null ? "" : message.fileUploaded() ? "yes" : "no",
                    cell(message.execution()),
                    cell(message.created()),
                    cell(message.reason())));
        }
        return Output.table(lines);
    }
}
