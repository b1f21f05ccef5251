package io.drover.job.export;

import io.drover.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder of one run for files that lose their meaning with it; on the file system of the payloads, so that links do. */
public final class WorkFolder implements AutoCloseable {
    private final Path folder;

    private WorkFolder(Path folder) {
        this.folder = folder;
    }

    /** A new one, which the caller closes. */
    public static WorkFolder make(Settings settings) throws IOException {
        return new WorkFolder(
                Files.createDirectories(root(settings).resolve(UUID.randomUUID().toString())));
    }

    /** At start: removes what a crash has left; no other process has this folder. */
    public static void clear(Settings settings) {
        try {
            delete(root(settings));
        } catch (IOException e) {
            throw new UncheckedIOException("what an earlier run has left cannot be removed: " + e.getMessage(), e);
        }
    }

    private static Path root(Settings settings) {
        return settings.path("drover.data").toAbsolutePath().resolve("work");
    }

    public Path path() {
        return folder;
    }

    /** A file under a name of one's own; it is not copied where the file system has links. */
    public Path link(Path from, String name) throws IOException {
        Path file = folder.resolve(name);
        try {
            return Files.createLink(file, from);
        } catch (UnsupportedOperationException | FileSystemException e) {
            return Files.copy(from, file);
        }
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
