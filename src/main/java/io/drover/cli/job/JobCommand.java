package io.drover.cli.job;

import picocli.CommandLine.Command;

@Command(
        name = "job",
        description = "Make the definition of a job.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {NewJobCommand.class, ConfirmJobCommand.class, ConvertJobCommand.class})
public final class JobCommand {}
