package io.drover.bucket.file;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Moves of files and folders within a file system. */
public final class AtomicMoves {
    private AtomicMoves() {}

    /**
     * Moves a file or a folder, whole or not at all, and never over another one: whoever comes first has the name. Of several who
     * move the same, one succeeds.
     *
     * @return false when the name is taken; nothing was moved
     * @throws NoSuchFileException when there is nothing to move
     */
    public static boolean withoutReplacing(Path from, Path to) throws IOException {
        try {
            if (Files.isDirectory(from) || Files.isSymbolicLink(from)) {
                return renamed(from, to); // which replaces an empty folder at most
            }
            Files.createLink(to, from); // a rename would replace a file that came between a look and it
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return renamed(from, to); // a file system without links, or a file of another user
        }
        try {
            Files.delete(from);
        } catch (NoSuchFileException e) {
            Files.delete(to); // somebody else has moved it meanwhile, and has it
            throw e;
        }
        return true;
    }

    private static boolean renamed(Path from, Path to) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
            return false;
        }
    }

    /**
     * Moves a file or a folder {@link #withoutReplacing another} to the first name that is free: the wanted one, or with a number
     * before its extension.
     *
     * @throws NoSuchFileException when there is nothing to move
     */
    public static Path toFreeName(Path from, Path folder, String name) throws IOException {
        for (int i = 1; ; i++) {
            Path to = folder.resolve(i == 1 ? name : NumberedNames.beforeExtension(name, "-" + i));
            if (withoutReplacing(from, to)) {
                return to;
            }
        }
    }
}
