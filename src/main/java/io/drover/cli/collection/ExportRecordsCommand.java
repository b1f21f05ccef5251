package io.drover.cli.collection;

import io.drover.api.Content;
import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Session;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "export", description = "Write records that match to a file: whole, or not at all.")
final class ExportRecordsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private AskedRecords records;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file, which must not be there yet.")
    private Path to;

    @Override
    public Integer call() throws Exception {
        Path file = CallerFolder.resolve(to).toAbsolutePath();
        if (Files.exists(file)) {
            throw new ParameterException(command.commandLine(), to + " is there; name another file");
        }
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try (Session session = Session.open();
                Content content = records.ask(session)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                content.writeTo(out);
            }
            Files.move(part, file);
            return 0;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
