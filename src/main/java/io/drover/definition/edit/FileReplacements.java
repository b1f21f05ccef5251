package io.drover.definition.edit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files that get another content together: all of them or none. */
public final class FileReplacements implements AutoCloseable {
    private final List<FileReplacement> replacements = new ArrayList<>();

    /** Writes a file's new content to the disk; the file itself is as it was. */
    public void add(Path file, byte[] content) throws IOException {
        replacements.add(new FileReplacement(file, content));
    }

    /**
     * Puts all in their places, in the order in which they were added; when one cannot be, those before it become what they were.
     *
     * @throws IOException the message is for the user
     */
    public void place() throws IOException {
        int placed = 0;
        try {
            for (FileReplacement replacement : replacements) {
                replacement.place();
                placed++;
            }
        } catch (IOException | RuntimeException e) {
            undo(placed, e);
            throw e;
        }
    }

    /** Each, even when another cannot be. */
    private void undo(int placed, Exception reason) {
        for (int i = placed - 1; i >= 0; i--) {
            try {
                replacements.get(i).undo();
            } catch (IOException | RuntimeException e) {
                reason.addSuppressed(e);
            }
        }
    }

    /** Removes what is not in its place. */
    @Override
    public void close() throws IOException {
        for (int i = replacements.size() - 1; i >= 0; i--) {
            replacements.get(i).close();
        }
    }
}
