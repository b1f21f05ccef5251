package io.drover.definition;

import io.drover.definition.problem.Problem;
import io.drover.definition.problem.Problems;
import io.drover.settings.RelativeFile;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a file of an installation says of another one.
 *
 * @param from the file that refers to it
 * @param line 0 when that is not known
 * @param what the other is: "stylesheet"
 * @param path of the other below drover.files, as it is written
 */
public record FileReference(Path from, int line, String what, String path) {

    /** What a JSON Schema is called. */
    public static final String JSON_SCHEMA = "JSON Schema";

    /** The references of a definition file; none of a file that is bad. */
    public static List<FileReference> of(Path file) {
        try {
            return DefinitionReader.read(new Problems(file))
                    .map(document -> document.references(file))
                    .orElse(List.of());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Where it is, and whether it is. */
    public RelativeFile below(Path root) {
        return RelativeFile.of(root, path);
    }

    /** Why it cannot be used, if so. */
    public Optional<Problem> problem(Path root) {
        return switch (below(root).state()) {
            case THERE -> Optional.empty();
            case MISSING -> Optional.of(new Problem(from, line, "there is no " + what + " " + path + " in " + root));
            case OUTSIDE ->
                Optional.of(new Problem(from, line, "the " + what + " " + path + " does not lie in " + root));
        };
    }
}
