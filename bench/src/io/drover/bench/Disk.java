package io.drover.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The disk's part in the measuring. */
final class Disk {
    private Disk() {}

    /** Writes a file out now, or the kernel does it during a measured run. */
    static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Fails when a folder's disk has fewer free bytes than will be written. */
    static void need(Path folder, long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes) {
            throw new BenchException(
                    "The disk of " + folder + " has " + free / 1_000_000 + " MB free, this needs about "
                            + bytes / 1_000_000 + " MB: take fewer --rows, or bench/import --clean");
        }
    }
}
