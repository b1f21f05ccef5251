package io.drover.cli;

import picocli.CommandLine.Command;

@Command(
        name = "job",
        description = "Make the definition of a job.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {NewJobCommand.class, ConvertJobCommand.class})
final class JobCommand {}
