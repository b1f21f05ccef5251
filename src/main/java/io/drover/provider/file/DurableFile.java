package io.drover.provider.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is there whole or not at all: it has a temporary name until it is flushed to the disk. */
public final class DurableFile implements Closeable {
    private final Path target;
    private final Path temporary;

    /** @param target the file; one that is there already will be replaced */
    public DurableFile(Path target) {
        this.target = target;
        this.temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
    }

    /** Begins the content anew; to be closed before {@link #publish}. */
    public OutputStream out() throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        return Channels.newOutputStream(FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    /** Gives the file its name. */
    public void publish() throws IOException {
        force(temporary, StandardOpenOption.WRITE);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        if (!System.getProperty("os.name").startsWith("Windows")) { // where a folder cannot be opened
            force(target.toAbsolutePath().getParent(), StandardOpenOption.READ);
        }
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
