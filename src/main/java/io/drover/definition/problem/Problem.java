package io.drover.definition.problem;

import io.drover.settings.secrets.Secrets;
import java.nio.file.Path;

/**
 * Something wrong in a file that a person edits.
 *
 * @param line the line, or 0 when the whole file is meant
 * @param message what is wrong and what is allowed; without secrets
 */
public record Problem(Path file, int line, String message) {

    public Problem {
        message = Secrets.hide(message);
    }

    /** {@code file:line: message}, the form editors and compilers understand. */
    @Override
    public String toString() {
        return place() + ": " + message;
    }

    /** {@code file:line}, or the file alone. */
    public String place() {
        return line > 0 ? file + ":" + line : file.toString();
    }
}
