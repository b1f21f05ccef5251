package io.drover.cli.message;

import io.drover.api.MessageOperations;
import io.drover.api.MessageOperations.CleanedUp;
import io.drover.api.RelativeTime;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.store.queue.MessageStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "clean-up",
        description =
                "Remove messages that have ended, with their payloads: by hand what retention does by itself later.")
final class CleanUpCommand implements Callable<Integer> {
    @Option(
            names = "--older-than",
            required = true,
            paramLabel = "AGE",
            converter = Age.class,
            description = "Only those that ended longer ago, such as 30d, 12h or 90m.")
    private Duration olderThan;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            split = ",",
            description = "Only those with this status, such as Acked; several with commas. Else whatever the status.")
    private List<MessageStatus> statuses = List.of();

    @Option(names = "--recurring-job", paramLabel = "NAME", description = "Only those of this one, by name or id.")
    private String recurringJob;

    @Mixin
    private Output output;

    static final class Age implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return RelativeTime.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Override
    public Integer call() {
        try (Session session = Session.open()) {
            CleanedUp removed =
                    session.ask(MessageOperations.class).cleanUp(recurringJob, Set.copyOf(statuses), olderThan);
            output.print(
                    removed,
                    () -> "removed " + removed.messages() + " messages and " + removed.payloads()
                            + " payload files; files that are still young go later by themselves");
            return 0;
        }
    }
}
