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

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A file that Dynamicweb 9 or 10 saved.")
    private Path file;

    protected abstract Conversion convert(Path existing) throws IOException;

    @Override
    public Integer call() throws IOException {
        print(convert(existing()).xml());
        return 0;
    }

    protected boolean hasFile() {
        return file != null;
    }

    /** The file, which must be there. */
    protected Path existing() {
        if (file == null) {
            throw new ParameterException(command.commandLine(), "Missing required parameter: 'FILE'");
        }
        Path existing = CallerFolder.resolve(file);
        if (!Files.isRegularFile(existing)) {
            throw new ParameterException(command.commandLine(), "there is no file " + file);
        }
        return existing;
    }

    protected void print(String text) {
        command.commandLine().getOut().print(text);
        command.commandLine().getOut().flush();
    }
}
