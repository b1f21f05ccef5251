package io.drover.cli.job;

import io.drover.cli.session.Session;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.FileKind;
import io.drover.definition.Installation;
import io.drover.definition.edit.FileReplacement;
import io.drover.job.definition.JobDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "confirm",
        description = "Put a job in force that was drafted of a data package; without a name, list those that wait.")
final class ConfirmJobCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of the job.")
    private String name;

    @Override
    public Integer call() throws IOException {
        List<String> drafts = drafts();
        if (name == null) {
            print(drafts.isEmpty() ? "no draft waits" : String.join("\n", drafts));
            return 0;
        }
        String found = drafts.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "there is no draft " + name + "; there are "
                                + (drafts.isEmpty() ? "none" : String.join(", ", drafts))));
        print("wrote " + confirm(found));
        return 0;
    }

    private Path confirm(String found) throws IOException {
        Path draft = folder().resolve(found + ".xml");
        JobDefinition job = DefinitionLoader.read(JobDefinition.class, draft); // it may have been edited
        Path file = Installation.of(Session.settings()).folder(FileKind.JOB).resolve(job.name() + ".xml");
        if (Files.exists(file)) {
            throw new ParameterException(
                    command.commandLine(), file + " is there: remove it, or give the job in the draft another name");
        }
        try (FileReplacement written = new FileReplacement(file, Files.readAllBytes(draft))) {
            written.place();
        }
        Files.delete(draft);
        return file;
    }

    private static Path folder() {
        return Session.settings().folders().drafts();
    }

    private static List<String> drafts() throws IOException {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".xml"))
                    .map(file -> file.substring(0, file.length() - ".xml".length()))
                    .sorted()
                    .toList();
        }
    }

    private void print(String text) {
        command.commandLine().getOut().println(text);
        command.commandLine().getOut().flush();
    }
}
