package io.drover.cli.task;

import io.drover.cli.session.ConvertCommand;
import io.drover.definition.Conversion;
import io.drover.dynamicweb.DynamicwebFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;

@Command(
        name = "convert",
        description =
                "Print a scheduled task that Dynamicweb saved to XML, or only its add-in's settings, as a task of Drover: a"
                        + " beginning to be read and mended.")
final class ConvertTaskCommand extends ConvertCommand {
    @Override
    protected Conversion convert(Path existing) throws IOException {
        return DynamicwebFile.task(existing);
    }
}
