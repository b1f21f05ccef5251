package io.drover.cli.installation;

import static io.drover.cli.session.Output.cell;

import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.cli.session.TextTable;
import io.drover.deploy.check.ParameterOrigin;
import io.drover.deploy.check.TaskConfiguration;
import io.drover.deploy.check.TaskConfiguration.ConfigFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "config",
        description = "Look at the config files of this environment, and at what they make of a task's parameters.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ConfigCommand.Show.class, ConfigCommand.ListAll.class})
public final class ConfigCommand {

    @Command(
            name = "show",
            description = "List a task's parameters with the values in force, read from the files as they are now.")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "TASK", description = "Name of the scheduled task.")
        private String task;

        @Option(names = "--origin", description = "Say where each value comes from, and what it takes the place of.")
        private boolean origin;

        @Mixin
        private Output output;

        @Override
        public Integer call() {
            List<ParameterOrigin> parameters = new TaskConfiguration(Session.settings()).parameters(task);
            output.print(parameters, () -> text(parameters));
            return parameters.stream().allMatch(parameter -> parameter.problem() == null) ? 0 : 1;
        }

        private String text(List<ParameterOrigin> parameters) {
            List<List<String>> lines = new ArrayList<>();
            lines.add(origin ? List.of("PARAMETER", "VALUE", "ORIGIN") : List.of("PARAMETER", "VALUE"));
            for (ParameterOrigin parameter : parameters) {
                String value = parameter.problem() == null
                        ? cell(parameter.value()).replaceAll("\\s+", " ")
                        : "(" + parameter.problem() + ")";
                lines.add(
                        origin
                                ? List.of(parameter.parameter(), value, origin(parameter))
                                : List.of(parameter.parameter(), value));
            }
            return Output.table(lines);
        }

        private static String origin(ParameterOrigin parameter) {
            StringBuilder text = new StringBuilder(parameter.origin());
            if (!parameter.through().isEmpty()) {
                text.append(", ").append(parameter.through());
            }
            if (parameter.overrides() != null) {
                text.append(", instead of ").append(parameter.overrides());
            }
            return text.append(parameter.used() ? "" : ", not used by the add-in")
                    .toString();
        }
    }

    @Command(name = "list", description = "List the config files and the tasks that use them.")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private Output output;

        @Override
        public Integer call() {
            List<ConfigFile> files = new TaskConfiguration(Session.settings()).configFiles();
            output.print(files, () -> text(files));
            return 0;
        }

        private static String text(List<ConfigFile> files) {
            return TextTable.of(files)
                    .column("CONFIG FILE", config -> config.file().getFileName())
                    .column("PARAMETERS", ConfigFile::parameters)
                    .column("TASKS", config -> String.join(", ", config.tasks()))
                    .toString();
        }
    }
}
