package io.drover.definition.edit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Gives a file another content: whole or not at all, with the rights and, where this account may, the owner and group that it had; for
 * a running server looks at it all the time.
 */
public final class FileReplacement implements AutoCloseable {
    private final Path file;
    private final Path temporary;
    private final byte[] before;
    private final List<Path> madeFolders = new ArrayList<>();
    private boolean placed;

    /**
     * Writes the content to the disk under a name that the server does not look at.
     *
     * @param file where a link leads is replaced, not the link
     * @throws IOException when it cannot be; the message is for the user
     */
    public FileReplacement(Path file, byte[] content) throws IOException {
        this(file, content, null);
    }

    /** @param rights of a new file; null: what the account gives */
    private FileReplacement(Path file, byte[] content, Set<PosixFilePermission> rights) throws IOException {
        Path folder = null;
        try {
            if (Files.isDirectory(file)) {
                throw new FileSystemException(file.toString(), null, "it is a folder");
            }
            this.file = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            this.before = Files.exists(file) ? Files.readAllBytes(file) : null;
            folder = this.file.getParent();
            makeFolders(folder);
            this.temporary = folder.resolve("." + UUID.randomUUID() + ".part");
            write(content, rights);
        } catch (FileSystemException e) {
            removeFolders();
            throw unwritable(file, e);
        }
    }

    /** A new file that its owner alone may read, whatever the account gives to others. */
    public static FileReplacement forOwner(Path file, byte[] content) throws IOException {
        return new FileReplacement(
                file, content, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }

    private void makeFolders(Path folder) throws IOException {
        for (Path missing = folder; !Files.exists(missing); missing = missing.getParent()) {
            madeFolders.add(missing);
        }
        Files.createDirectories(folder);
    }

    private void write(byte[] content, Set<PosixFilePermission> rights) throws IOException {
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            setRights(rights);
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    private void setRights(Set<PosixFilePermission> rights) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        if (before == null) {
            if (rights != null) {
                view.setPermissions(rights);
            }
            return;
        }
        PosixFileAttributes old = Files.readAttributes(file, PosixFileAttributes.class);
        keepOwner(view, old);
        view.setPermissions(old.permissions());
    }

    /** The administrator may give a file to the account that the server runs under; others have it already, or may not. */
    private static void keepOwner(PosixFileAttributeView view, PosixFileAttributes old) throws IOException {
        PosixFileAttributes now = view.readAttributes();
        try {
            if (!now.group().equals(old.group())) {
                view.setGroup(old.group());
            }
            if (!now.owner().equals(old.owner())) {
                view.setOwner(old.owner());
            }
        } catch (FileSystemException e) {
            // Not ours to give
        }
    }

    private static IOException unwritable(Path file, FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return new IOException("cannot write " + file + ": this account may not", e);
        }
        String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
        return new IOException("cannot write " + file + ": " + reason, e);
    }

    /** The file as it lies under its other name until it is put in its place. */
    public Path temporary() {
        return temporary;
    }

    /** Puts it in its place. */
    public void place() throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            placed = true;
        } catch (FileSystemException e) {
            throw unwritable(file, e);
        }
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
        placed = false;
    }

    /** Takes back what is not in its place. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
        if (!placed) {
            removeFolders();
        }
    }

    private void removeFolders() {
        try {
            for (Path folder : madeFolders) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            // Another has put something there, or they could not be made
        }
    }
}
