package io.drover.cli.task;

import picocli.CommandLine.Command;

@Command(
        name = "enable",
        description =
                "Let a scheduled task follow its schedule: changes the attribute enabled in its file and nothing else.")
final class EnableTaskCommand extends SwitchTaskCommand {
    EnableTaskCommand() {
        super(true);
    }
}
