package io.drover.cli.session;

import io.drover.definition.Conversion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a file of Dynamicweb in Drover's own form. */
public abstract class ConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "A file that Dynamicweb 9 or 10 saved.")
    private Path file;

    protected abstract Conversion convert(Path existing) throws IOException;

    @Override
    public Integer call() throws IOException {
        Path existing = CallerFolder.resolve(file);
        if (!Files.isRegularFile(existing)) {
            throw new ParameterException(command.commandLine(), "there is no file " + file);
        }
        command.commandLine().getOut().print(convert(existing).xml());
        command.commandLine().getOut().flush();
        return 0;
    }
}
