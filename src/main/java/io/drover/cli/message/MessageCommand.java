package io.drover.cli.message;

import io.drover.api.Content;
import io.drover.api.MessageOperations;
import io.drover.api.MessageOperations.MessageDetails;
import io.drover.api.MessageOperations.MessageView;
import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.server.ExecutionLog;
import io.drover.store.queue.MessageTransition;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "message",
        description = "Look at one message of a recurring job, or do something with it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MessageCommand.Show.class,
            MessageCommand.Retry.class,
            MessageCommand.Cancel.class,
            MessageCommand.Payload.class
        })
public final class MessageCommand {
    private static final String ID = "Message id, or execution id as clients know it.";

    @Command(name = "show", description = "Show a message, all statuses it has had, and its execution.")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = ID)
        private String id;

        @Mixin
        private Output output;

        @Override
        public Integer call() {
            try (Session session = Session.open()) {
                MessageDetails details = session.ask(MessageOperations.class).message(id);
                output.print(details, () -> text(details));
                return 0;
            }
        }
    }

    /** Something that is done with a message. */
    abstract static class Change implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = ID)
        private String id;

        @Mixin
        private Output output;

        abstract MessageView change(MessageOperations messages, String id) throws InterruptedException;

        @Override
        public Integer call() throws InterruptedException {
            try (Session session = Session.open()) {
                MessageView message = change(session.ask(MessageOperations.class), id);
                output.print(message, () -> line(message));
                return 0;
            }
        }
    }

    @Command(name = "retry", description = "Put a message that failed or was cancelled back into its queue.")
    static final class Retry extends Change {
        @Override
        MessageView change(MessageOperations messages, String id) {
            return messages.retry(id);
        }
    }

    @Command(name = "cancel", description = "Cancel a message, and the run of its job where there is one.")
    static final class Cancel extends Change {
        @Override
        MessageView change(MessageOperations messages, String id) throws InterruptedException {
            return messages.cancel(id);
        }
    }

    @Command(name = "payload", description = "Print what was sent, or is to be fetched; or save it.")
    static final class Payload implements Callable<Integer> {
        @Spec
        private CommandSpec command;

        @Parameters(paramLabel = "ID", description = ID)
        private String id;

        @Option(names = "--to", paramLabel = "FILE", description = "Save it there instead of printing it.")
        private Path to;

        @Override
        public Integer call() throws IOException {
            Path file = to == null ? null : CallerFolder.resolve(to);
            if (file != null && Files.exists(file)) {
                throw new ParameterException(command.commandLine(), to + " is there; name another file");
            }
            try (Session session = Session.open();
                    Content payload = session.ask(MessageOperations.class).payload(id);
                    OutputStream out = file == null ? standardOutput() : Files.newOutputStream(file)) {
                payload.writeTo(out);
                return 0;
            } catch (RuntimeException | IOException e) {
                if (file != null) {
                    Files.deleteIfExists(file); // nothing half
                }
                throw e;
            }
        }

        /** Octets as they are: System.out may be in some encoding. */
        private static OutputStream standardOutput() {
            return new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
        }
    }

    private static String line(MessageView message) {
        return message.messageId() + "  " + message.status()
                + (message.reason() == null ? "" : ": " + message.reason());
    }

    private static String text(MessageDetails details) {
        MessageView message = details.message();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("message id", message.messageId());
        fields.put("execution id", message.executionId());
        fields.put("recurring job", message.recurringJob());
        fields.put("activity id", message.activity());
        fields.put("job", message.job());
        fields.put("direction", message.direction());
        fields.put("application", message.application());
        fields.put("file", message.file());
        fields.put("external id", message.externalId());
        fields.put("entity", message.entity());
        fields.put("company", message.company());
        fields.put("bytes", message.payload() ? message.bytes() : message.bytes() == null ? null : "no longer kept");
        fields.put("records", message.records());
        fields.put("file uploaded", message.fileUploaded() == null ? null : message.fileUploaded() ? "yes" : "no");
        fields.put("attempts", message.attempts());
        fields.put("leased until", message.leaseUntil());
        List<List<String>> lines = new ArrayList<>();
        fields.forEach((name, value) -> {
            if (value != null) {
                lines.add(List.of(name, value.toString()));
            }
        });
        for (MessageTransition transition : details.transitions()) {
            lines.add(List.of(
                    transition.at().toString(),
                    transition.status() + (transition.reason() == null ? "" : ": " + transition.reason())));
        }
        String text = Output.table(lines);
        return details.execution() == null ? text : text + "\n" + ExecutionLog.line(details.execution());
    }
}
