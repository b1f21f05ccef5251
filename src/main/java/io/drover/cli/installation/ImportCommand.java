package io.drover.cli.installation;

import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.deploy.transfer.TransferImport;
import io.drover.deploy.transfer.TransferImport.Change;
import io.drover.deploy.transfer.TransferImport.Existing;
import io.drover.deploy.transfer.TransferImport.Report;
import io.drover.deploy.transfer.TransferImport.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Take what \"drover export\" made into this installation: all of it or nothing. A running server takes it"
                        + " up by itself.")
public final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The zip of an export.")
    private Path zip;

    @ArgGroup
    private Choice choice = new Choice();

    @Option(
            names = "--overwrite-configs",
            description =
                    "Replace config files too; without it those that are here stay, as they are the environment's own.")
    private boolean overwriteConfigs;

    @Option(names = "--dry-run", description = "Show what would change, and check it; write nothing.")
    private boolean dryRun;

    @Mixin
    private Output output;

    private static final class Choice {
        @Option(names = "--skip-existing", description = "Leave files as they are that are here with another content.")
        private boolean skip;

        @Option(names = "--overwrite", description = "Replace files that are here with another content.")
        private boolean overwrite;

        private Existing existing() {
            if (skip) {
                return Existing.SKIP;
            }
            return overwrite ? Existing.OVERWRITE : Existing.REFUSE;
        }
    }

    @Override
    public Integer call() throws IOException {
        Report report = new TransferImport(Session.settings(), CallerFolder.resolve(zip))
                .run(choice.existing(), overwriteConfigs, dryRun);
        output.print(report, () -> text(report));
        return report.problems().isEmpty() && !isUndecided(report) ? 0 : 1;
    }

    private boolean isUndecided(Report report) {
        return choice.existing() == Existing.REFUSE && !report.in(State.CHANGED).isEmpty() && !report.written();
    }

    private String text(Report report) {
        StringBuilder text =
                new StringBuilder("Exported by Drover " + report.exportedBy() + " at " + report.exported() + "\n");
        for (Change change : report.changes()) {
            text.append(String.format(
                    Locale.ROOT, "%-8s %s%n", change.state().name().toLowerCase(Locale.ROOT), change.target()));
        }
        for (Change change : report.changes()) {
            if (!change.diff().isEmpty()) {
                text.append('\n')
                        .append(change.state() == State.KEPT ? "kept as it is here; the export has:\n" : "")
                        .append(change.diff())
                        .append('\n');
            }
        }
        report.problems().forEach(problem -> text.append('\n').append(problem));
        return text.append('\n').append(outcome(report)).toString();
    }

    private String outcome(Report report) {
        if (!report.problems().isEmpty()) {
            return "Nothing is imported: the installation would have the problems above.";
        }
        int files = report.in(State.NEW).size() + report.in(State.CHANGED).size();
        if (isUndecided(report)) {
            return "Nothing is imported: " + report.in(State.CHANGED).size()
                    + " of the files are here with another content. --overwrite replaces them, --skip-existing leaves them.";
        }
        if (!report.written()) {
            return "Nothing is written: a dry run. It would write " + files + (files == 1 ? " file." : " files.");
        }
        return files == 0 ? "All is here already." : files + (files == 1 ? " file is written." : " files are written.");
    }
}
