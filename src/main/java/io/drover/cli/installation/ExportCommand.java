package io.drover.cli.installation;

import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.cli.session.VersionCommand;
import io.drover.deploy.transfer.TransferExport;
import io.drover.deploy.transfer.TransferExport.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description =
                "Put tasks, jobs, recurring jobs and config files into a zip, with all that they need, for another"
                        + " environment.")
public final class ExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The zip to write; not there yet.")
    private Path zip;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "NAMES",
            description =
                    "What to export, as NAME or task:NAME, job:NAME, recurring-job:NAME, config:FILE; all when none is"
                            + " given.")
    private List<String> names = List.of();

    @Option(names = "--with-secrets", description = "Export files although secrets stand in them as they are.")
    private boolean withSecrets;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Report report = new TransferExport(Session.settings())
                .write(CallerFolder.resolve(zip), names, withSecrets, VersionCommand.version());
        boolean refused = !report.secrets().isEmpty() && !withSecrets;
        output.print(report, () -> refused ? refusal(report) : text(report));
        return refused ? 1 : 0;
    }

    private static String text(Report report) {
        return Stream.concat(report.files().stream(), report.left().stream().map(left -> "left behind: " + left))
                .collect(Collectors.joining("\n"));
    }

    private static String refusal(Report report) {
        return report.secrets().stream().map(secret -> secret + "\n").collect(Collectors.joining())
                + "Nothing is exported: the files hold secrets in clear. --with-secrets exports them all the same.";
    }
}
