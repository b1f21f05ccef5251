package io.drover.cli.job;

import io.drover.cli.session.ConvertCommand;
import io.drover.definition.Conversion;
import io.drover.dynamicweb.DynamicwebFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;

@Command(
        name = "convert",
        description = "Print a job file of Dynamicweb in Drover's own form; comments say what has no counterpart.")
final class ConvertJobCommand extends ConvertCommand {
    @Override
    protected Conversion convert(Path existing) throws IOException {
        return DynamicwebFile.job(existing);
    }
}
