package io.drover.cli;

import picocli.CommandLine.Command;

@Command(
        name = "task",
        description = "Work on the file of a scheduled task.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ConvertTaskCommand.class)
final class TaskCommand {}
