package io.drover.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file that a definition names by its path below a folder.
 *
 * @param file where it would lie; the folder itself when the path is none
 * @param state whether it may be read
 */
public record RelativeFile(Path file, State state) {

    /** Whether a file may be read. */
    public enum State {
        THERE,
        MISSING,
        /** The path leads out of the folder: as it is written, or over a link. */
        OUTSIDE
    }

    /**
     * Looks at it.
     *
     * @param path with slashes or backslashes
     */
    public static RelativeFile of(Path root, String path) {
        Path folder = root.toAbsolutePath().normalize();
        try {
            Path file = folder.resolve(path.replace('\\', '/')).normalize();
            if (!file.startsWith(folder)) {
                return new RelativeFile(file, State.OUTSIDE);
            }
            if (!Files.isRegularFile(file)) {
                return new RelativeFile(file, State.MISSING);
            }
            boolean inside = file.toRealPath().startsWith(folder.toRealPath());
            return new RelativeFile(file, inside ? State.THERE : State.OUTSIDE);
        } catch (InvalidPathException | IOException e) {
            return new RelativeFile(folder, State.MISSING);
        }
    }
}
