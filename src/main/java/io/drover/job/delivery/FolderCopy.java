package io.drover.job.delivery;

import io.drover.bucket.file.FolderSync;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that are one delivery: copied and flushed to the disk, listed, removed. */
public final class FolderCopy {
    private FolderCopy() {}

    /**
     * Copies the files of a folder into another one, and flushes them and it to the disk.
     *
     * @param deadline when it must be done
     * @return the hash by which the ledger knows the copy
     * @throws IllegalArgumentException when there are none: a delivery of nothing would be a delivery without rows
     */
    public static String copy(Path from, Path to, Instant deadline) throws IOException {
        List<Path> files = files(from);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("the folder " + from + " has no files: it is no delivery");
        }
        for (Path file : files) {
            Path copy = to.resolve(file.getFileName().toString());
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            FolderSync.syncFile(copy);
            if (Instant.now().isAfter(deadline)) {
                throw new FileSystemException(from.toString(), null, "was still being copied when its time was up");
            }
        }
        FolderSync.sync(to);
        return Hash.of(to);
    }

    /** The files that a delivery's reader takes, by name. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !FileNames.isTemporary(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** Removes a file, or a folder with all that is in it; nothing when there is none. */
    public static void delete(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.deleteIfExists(path);
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
