package io.drover.definition;

import io.drover.definition.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes definition files for a test and loads them. */
final class DefinitionFiles {
    static final String JOB =
            """
            <job name="%s">
              <source><xml/></source>
              <destination><sql/></destination>
            </job>
            """;

    static final String TASK =
            """
            <scheduledTask name="%s">
              <addIn name="import-data"/>
              <job>%s</job>
            </scheduledTask>
            """;

    final Path root;

    DefinitionFiles(Path root) {
        this.root = root;
    }

    Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    void delete(String name) throws IOException {
        Files.delete(root.resolve(name));
    }

    Definitions load() {
        return load(Definitions.NONE);
    }

    Definitions load(Definitions previous) {
        return DefinitionLoader.load(root, previous);
    }

    /** {@code FILE:LINE: message} with the file's bare name. */
    static List<String> texts(List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Problem(problem.file().getFileName(), problem.line(), problem.message()).toString())
                .toList();
    }
}
