package io.drover.cli.bucket;

import io.drover.api.BucketOperations;
import io.drover.api.Content;
import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Session;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "get", description = "Write a file of a bucket to a file here: whole, or not at all.")
final class GetFileCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "CODE", description = BucketCommand.CODE)
    private String code;

    @Parameters(index = "1", paramLabel = "NAME", description = "Name of the file in the bucket.")
    private String name;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file here, which must not be there yet; the same name when left out.")
    private Path to;

    @Override
    public Integer call() throws IOException {
        Path file = CallerFolder.resolve(to == null ? Path.of(name).getFileName() : to)
                .toAbsolutePath();
        if (Files.exists(file)) {
            throw new ParameterException(command.commandLine(), file + " is there; name another file");
        }
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try (Session session = Session.open();
                Content content = session.ask(BucketOperations.class).file(code, name)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                content.writeTo(out);
            }
            Files.move(part, file);
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw new ParameterException(command.commandLine(), file + " is there; name another file", e);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
