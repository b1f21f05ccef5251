package io.drover.cli.route;

import picocli.CommandLine.Command;

@Command(
        name = "log",
        description = "Show and set how much the server logs.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = LogLevelCommand.class)
public final class LogCommand {}
