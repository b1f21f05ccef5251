package io.drover.cli.message;

import io.drover.cli.session.Output;
import io.drover.cli.session.Session;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.Installation;
import io.drover.definition.edit.FileReplacement;
import io.drover.definition.problem.Problem;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.definition.RecurringJobCheck;
import io.drover.queue.definition.RecurringJobDefinition.PayloadKind;
import io.drover.queue.definition.RecurringJobText;
import io.drover.store.queue.Direction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "new",
        description =
                "Write the file of a recurring job into its folder, and print its id: the activity id of clients.")
final class NewRecurringJobCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the recurring job.")
    private String name;

    @Option(names = "--job", required = true, paramLabel = "JOB", description = "Name of its job.")
    private String job;

    @Option(
            names = "--direction",
            required = true,
            paramLabel = "import|export",
            description = "import: clients send, the job loads. export: the job writes, clients fetch.")
    private Direction direction;

    @Option(
            names = "--kind",
            paramLabel = "file|package",
            defaultValue = "file",
            description = "What a message holds: a file (also when left out) or a data package.")
    private PayloadKind kind;

    @Option(
            names = "--app",
            paramLabel = "CLIENT_ID",
            description = "An application that may use it (drover app add); once for each.")
    private List<String> applications = List.of();

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Path root = Session.settings().folders().root();
        Definitions definitions = DefinitionLoader.load(root, Definitions.NONE);
        UUID id = UUID.randomUUID();
        String text = RecurringJobText.of(name, id, definition(definitions), direction, kind, applications);
        Path file = write(Installation.of(Session.settings()).folder(FileKind.RECURRING_JOB), id, text, definitions);
        output.note("wrote " + file);
        output.print(Map.of("id", id, "file", file.toString()), id::toString);
        return 0;
    }

    private JobDefinition definition(Definitions definitions) {
        JobDefinition found = definitions.all(JobDefinition.class).get(job);
        if (found == null) {
            throw wrong("there is no usable job \"%s\"; usable are %s"
                    .formatted(
                            job,
                            definitions.all(JobDefinition.class).isEmpty()
                                    ? "none: drover job new makes one"
                                    : String.join(
                                            ", ",
                                            definitions.all(JobDefinition.class).keySet())));
        }
        return found;
    }

    private Path write(Path folder, UUID id, String text, Definitions definitions) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        try (FileReplacement draft = new FileReplacement(folder.resolve(id + ".xml"), content)) {
            List<Problem> problems = RecurringJobCheck.validateNew(draft.temporary(), definitions);
            if (!problems.isEmpty()) {
                throw wrong(problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
            }
        }
        Path file = folder.resolve(name + ".xml"); // a valid name leads to no other folder
        if (Files.exists(file)) {
            throw wrong(file + " is there; give another --name");
        }
        try (FileReplacement written = new FileReplacement(file, content)) {
            written.place();
        }
        return file;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
