package io.drover.cli;

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
    Conversion convert(Path existing) throws IOException {
        return DynamicwebFile.job(existing);
    }
}
