package io.drover.cli.task;

import picocli.CommandLine.Command;

@Command(
        name = "disable",
        description =
                "Let a scheduled task run on demand only: changes the attribute enabled in its file and nothing else.")
final class DisableTaskCommand extends SwitchTaskCommand {
    DisableTaskCommand() {
        super(false);
    }
}
