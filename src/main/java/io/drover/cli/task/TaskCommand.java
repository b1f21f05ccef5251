package io.drover.cli.task;

import picocli.CommandLine.Command;

@Command(
        name = "task",
        description = "Enable or disable a scheduled task, or make its file.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EnableTaskCommand.class, DisableTaskCommand.class, ConvertTaskCommand.class})
public final class TaskCommand {}
