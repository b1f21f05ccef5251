package io.drover.cli.message;

import picocli.CommandLine.Command;

@Command(
        name = "recurring-job",
        description = "Make recurring jobs, the queues that clients reach over HTTP, and see how they stand.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {NewRecurringJobCommand.class, RecurringJobsCommand.class, RunRecurringJobCommand.class})
public final class RecurringJobCommand {}
