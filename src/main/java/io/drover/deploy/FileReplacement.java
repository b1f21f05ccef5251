package io.drover.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/** Gives a file another content: whole or not at all, with the rights it had, for a running server looks at it all the time. */
final class FileReplacement implements AutoCloseable {
    private final Path file;
    private final Path temporary;
    private final byte[] before;

    /** Writes the content to the disk under a name that the server does not look at. */
    FileReplacement(Path file, byte[] content) throws IOException {
        this.file = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        this.before = Files.exists(file) ? Files.readAllBytes(file) : null;
        Path folder = Files.createDirectories(this.file.getParent());
        this.temporary = folder.resolve("." + UUID.randomUUID() + ".part");
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            keepRights();
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void keepRights() throws IOException {
        PosixFileAttributeView rights = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (rights != null && Files.exists(file)) {
            rights.setPermissions(Files.getPosixFilePermissions(file));
        }
    }

    /** Puts it in its place. */
    void place() throws IOException {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes the file that was put in its place what it was before. */
    void undo() throws IOException {
        if (before == null) {
            Files.deleteIfExists(file);
        } else {
            try (FileReplacement old = new FileReplacement(file, before)) {
                old.place();
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
