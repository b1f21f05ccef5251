package io.drover.definition;

import io.drover.definition.problem.Problems;
import io.drover.definition.text.ParameterNames;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A value as a definition file has it, with its place.
 *
 * @param line of the element's start tag
 * @param name of the parameter; "endpoint" of a job's endpoint
 * @param value placeholders and all
 */
public record WrittenValue(Path file, int line, String name, String value) {

    /** The parameters of a task or a config file, or the endpoints of a job; none of a file that is bad. */
    public static List<WrittenValue> of(Path file) {
        try {
            return DefinitionReader.read(new Problems(file))
                    .map(document -> document.values(file))
                    .orElse(List.of());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Whether this is the parameter that is called so. */
    public boolean isCalled(String other) {
        return ParameterNames.key(name).equals(ParameterNames.key(other));
    }

    /** {@code file:line}. */
    public String place() {
        return file + ":" + line;
    }
}
