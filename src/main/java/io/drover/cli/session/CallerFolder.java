package io.drover.cli.session;

import java.nio.file.Path;

/** Where the person stands: bin/drover changes to its own folder, and says in a variable where it was called from. */
public final class CallerFolder {
    private CallerFolder() {}

    /** A file as the person meant it. */
    public static Path resolve(Path file) {
        String folder = System.getenv("DROVER_CALLED_FROM");
        return folder == null ? file : Path.of(folder).resolve(file);
    }
}
