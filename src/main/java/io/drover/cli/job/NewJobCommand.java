package io.drover.cli.job;

import io.drover.api.JobOperations;
import io.drover.cli.session.CallerFolder;
import io.drover.cli.session.Session;
import io.drover.definition.FileKind;
import io.drover.definition.Installation;
import io.drover.definition.edit.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "new",
        description = "Draft a job from a file: print its definition, with comments on what needs a look, or save it.")
final class NewJobCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("<job name=\"([^\"]+)\"");

    @Spec
    private CommandSpec command;

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "A file such as the job is to load.")
    private Path from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TARGET",
            description = "TABLE in Drover's own database, DATASOURCE/TABLE, or DATASOURCE for the tables that have the"
                    + " names of the file's.")
    private String to;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the job; else after the file.")
    private String name;

    @Option(
            names = "--no-header",
            description = "The first row of the CSV file holds values: its columns go to those of the table in turn.")
    private boolean noHeader;

    @Option(names = "--save", description = "Write it into the folder of the jobs instead of printing it.")
    private boolean save;

    @Option(names = "--force", description = "With --save: also over a definition that is there.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        Path file = CallerFolder.resolve(from);
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(command.commandLine(), "there is no file " + from);
        }
        if (force && !save) {
            throw new ParameterException(command.commandLine(), "--force needs --save");
        }
        String xml;
        try (Session session = Session.open()) {
            xml = session.ask(JobOperations.class)
                    .draft(file, from.getFileName().toString(), to, name, noHeader);
        }
        if (save) {
            print("wrote " + write(xml));
        } else {
            print(xml.stripTrailing());
        }
        return 0;
    }

    private void print(String text) {
        command.commandLine().getOut().println(text);
        command.commandLine().getOut().flush();
    }

    private Path write(String xml) throws IOException {
        Matcher job = NAME.matcher(xml);
        if (!job.find()) {
            throw new IllegalStateException("the draft has no name");
        }
        Path folder = Installation.of(Session.settings()).folder(FileKind.JOB);
        Path file = folder.resolve(job.group(1) + ".xml");
        if (Files.exists(file) && !force) {
            throw new ParameterException(
                    command.commandLine(), file + " is there; give another --name, or --force to replace it");
        }
        try (FileReplacement written = new FileReplacement(file, xml.getBytes(StandardCharsets.UTF_8))) {
            written.place();
            return file;
        }
    }
}
