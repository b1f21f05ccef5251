package io.drover.cli.connection;

import picocli.CommandLine.Command;

@Command(
        name = "connection",
        description = "List, show or test the connections to other systems.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListConnectionsCommand.class, ShowConnectionCommand.class, TestConnectionCommand.class})
public final class ConnectionCommand {}
