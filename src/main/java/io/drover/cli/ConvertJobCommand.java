package io.drover.cli;

import io.drover.definition.DefinitionLoader;
import io.drover.definition.dynamicweb.Conversion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "convert",
        description = "Print a job file of Dynamicweb in Drover's own form; comments say what has no counterpart.")
final class ConvertJobCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "A job file of Dynamicweb 9 or 10.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        Path job = CallerFolder.resolve(file);
        if (!Files.isRegularFile(job)) {
            throw new ParameterException(command.commandLine(), "there is no file " + file);
        }
        Conversion conversion = DefinitionLoader.convert(job);
        command.commandLine().getOut().print(conversion.xml());
        command.commandLine().getOut().flush();
        return 0;
    }
}
