package io.drover.docs;

import io.drover.cli.DroverCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** commands.md from the commands' own help. */
final class CommandsPage {
    private CommandsPage() {}

    static String text() {
        Markdown page = new Markdown("Commands", "the commands' own help");
        page.paragraph(
                """
                `bin/drover COMMAND` in the distribution. A command asks the server that runs on the data folder; when
                none runs, it does the work itself and ends. What it prints goes to standard output, what it logs to standard
                error.""");
        page.paragraph("Exit codes: 0 done, 1 failed, 2 wrong usage.");
        CommandLine drover = DroverCommand.commandLine();
        page.heading("`drover`").code("", drover.getUsageMessage(Ansi.OFF));
        subcommands(page, "drover", drover);
        return page.toString();
    }

    private static void subcommands(Markdown page, String of, CommandLine parent) {
        parent.getSubcommands().forEach((name, command) -> {
            String full = of + " " + name;
            page.heading("`" + full + "`").code("", command.getUsageMessage(Ansi.OFF));
            subcommands(page, full, command);
        });
    }
}
