package io.drover.cli;

import picocli.CommandLine.Command;

@Command(
        name = "task",
        description = "Enable or disable a scheduled task, or make its file.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EnableTaskCommand.class, DisableTaskCommand.class, ConvertTaskCommand.class})
final class TaskCommand {}
