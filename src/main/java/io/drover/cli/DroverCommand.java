package io.drover.cli;

import io.drover.cli.bucket.BucketCommand;
import io.drover.cli.collection.CollectionCommand;
import io.drover.cli.connection.ConnectionCommand;
import io.drover.cli.connector.ConnectorsCommand;
import io.drover.cli.installation.ConfigCommand;
import io.drover.cli.installation.ExportCommand;
import io.drover.cli.installation.ImportCommand;
import io.drover.cli.installation.SchemaCommand;
import io.drover.cli.installation.SecretsCommand;
import io.drover.cli.installation.ValidateCommand;
import io.drover.cli.job.CancelCommand;
import io.drover.cli.job.ErrorsCommand;
import io.drover.cli.job.ExecutionsCommand;
import io.drover.cli.job.JobCommand;
import io.drover.cli.job.JobsCommand;
import io.drover.cli.job.RunJobCommand;
import io.drover.cli.message.AppCommand;
import io.drover.cli.message.DoctorCommand;
import io.drover.cli.message.MessageCommand;
import io.drover.cli.message.MessagesCommand;
import io.drover.cli.message.RecurringJobCommand;
import io.drover.cli.route.LogCommand;
import io.drover.cli.route.RouteCommand;
import io.drover.cli.route.RoutesCommand;
import io.drover.cli.route.SendCommand;
import io.drover.cli.session.VersionCommand;
import io.drover.cli.task.AddInCommand;
import io.drover.cli.task.FakeErpCommand;
import io.drover.cli.task.RunTaskCommand;
import io.drover.cli.task.TaskCommand;
import io.drover.cli.task.TasksCommand;
import io.drover.cli.task.TestRequestCommand;
import io.drover.settings.secrets.Secrets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command {@code drover} and its exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "drover",
        description = "An integration server: scheduled tasks fetch files, jobs load them into a database.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage"},
        footer = "Commands work on the server that runs in this folder, or by themselves when none runs.")
public final class DroverCommand {
    private static final List<Class<?>> COMMANDS = List.of(
            RunCommand.class,
            ValidateCommand.class,
            RunTaskCommand.class,
            RunJobCommand.class,
            TasksCommand.class,
            JobsCommand.class,
            ExecutionsCommand.class,
            ErrorsCommand.class,
            CancelCommand.class,
            JobCommand.class,
            TaskCommand.class,
            AddInCommand.class,
            SchemaCommand.class,
            RecurringJobCommand.class,
            AppCommand.class,
            SecretsCommand.class,
            ConfigCommand.class,
            ConnectionCommand.class,
            BucketCommand.class,
            CollectionCommand.class,
            ConnectorsCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            MessagesCommand.class,
            MessageCommand.class,
            DoctorCommand.class,
            RoutesCommand.class,
            RouteCommand.class,
            SendCommand.class,
            LogCommand.class,
            TestRequestCommand.class,
            FakeErpCommand.class,
            VersionCommand.class);

    static {
        // Picocli would load all of Groovy, which is there for routes, in case that a command were written in it
        System.setProperty("picocli.disable.closures", "true");
    }

    private DroverCommand() {}

    /** Runs a command line; gives the exit code. */
    public static int execute(String... args) {
        return forArguments(args)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(command.getColorScheme().errorText("drover: " + message(failure)));
                    return 1;
                })
                .execute(args);
    }

    /** All that can be said. */
    public static CommandLine commandLine() {
        return with(COMMANDS);
    }

    /** To read what all commands say of themselves would be half the time of a short one: the one that is asked for is enough. */
    private static CommandLine forArguments(String... args) {
        List<Class<?>> asked = COMMANDS.stream()
                .filter(command -> args.length > 0
                        && command.getAnnotation(Command.class).name().equals(args[0]))
                .toList();
        return with(asked.isEmpty() ? COMMANDS : asked);
    }

    private static CommandLine with(List<Class<?>> commands) {
        CommandLine line = new CommandLine(new DroverCommand());
        commands.forEach(line::addSubcommand);
        return line;
    }

    private static String message(Throwable failure) {
        return Secrets.hide(failure.getMessage() == null ? failure.toString() : failure.getMessage());
    }
}
