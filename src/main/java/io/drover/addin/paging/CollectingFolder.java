package io.drover.addin.paging;

import io.drover.settings.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a run collects its answers until all are there: a folder below Files/Integration/Collecting, which is not looked at by
 * anything else. One task runs once at a time, so what other runs of it left is nobody's.
 */
final class CollectingFolder {
    private static final int BUFFER = 64 * 1024;

    private final Path folder;

    private CollectingFolder(Path folder) {
        this.folder = folder;
    }

    /** The folders that earlier runs of a task left: a crash, or an import that is to go on. */
    static List<Path> left(Folders folders, String task) throws IOException {
        Path all = folders.collecting(task);
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> left = Files.list(all)) {
            return left.sorted().toList();
        }
    }

    /** A folder for a run; all that others left is removed. */
    static CollectingFolder begin(Folders folders, String task, long run) throws IOException {
        for (Path left : left(folders, task)) {
            remove(left);
        }
        return new CollectingFolder(Files.createDirectories(place(folders, task, run)));
    }

    /** Goes on in the folder of an earlier run, which from now on is that of this one. */
    static CollectingFolder goOn(Folders folders, String task, long run, Path earlier) throws IOException {
        Path mine = place(folders, task, run);
        Files.move(earlier, mine);
        for (Path left : left(folders, task)) {
            if (!left.equals(mine)) {
                remove(left);
            }
        }
        return new CollectingFolder(mine);
    }

    private static Path place(Folders folders, String task, long run) {
        return folders.collecting(task).resolve("run-" + run);
    }

    Path path() {
        return folder;
    }

    /**
     * Writes an answer, flushed to the disk.
     *
     * @param deadline when it must have arrived
     */
    Path write(String name, InputStream answer, Instant deadline) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            copy(answer, Channels.newOutputStream(channel), deadline);
            channel.force(true);
        }
        return file;
    }

    private static void copy(InputStream answer, OutputStream out, Instant deadline) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = answer.read(buffer); n >= 0; n = answer.read(buffer)) {
            out.write(buffer, 0, n);
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("the answer was still arriving when the run's time was up (totalTimeLimit)");
            }
        }
    }

    /** Removes it and the answers in it. */
    void remove() throws IOException {
        remove(folder);
        Path task = folder.getParent();
        try (Stream<Path> others = Files.list(task)) {
            if (others.findAny().isPresent()) {
                return;
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(task);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (NoSuchFileException e) {
            // Removed already
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
