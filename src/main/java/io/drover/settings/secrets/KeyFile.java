package io.drover.settings.secrets;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * The file of a key. It lies outside the installation, which is backed up, copied and put under version control with the values
 * that the key opens, and only its owner and group may read it.
 */
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private KeyFile() {}

    /**
     * Writes a new file that only its owner may read; never over another.
     *
     * @param installation the folders in which no key may lie
     * @throws IllegalArgumentException when it cannot be; the message is for the user
     */
    public static void write(Path file, EncryptionKey key, List<Path> installation) {
        try {
            Path folder = file.toAbsolutePath().normalize().getParent();
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException("there is no folder " + folder + ": make it first");
            }
            requireOutside(folder.toRealPath().resolve(file.getFileName()), installation);
            FileAttribute<?>[] rights = isPosix()
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                    : new FileAttribute<?>[0];
            Files.createFile(file, rights);
            Files.writeString(file, key.text() + "\n", StandardOpenOption.SYNC);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(
                    file + " is there already, and a key is never overwritten: give another name", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException when the file is not there, lies or may be read where no key may, or holds none
     */
    static EncryptionKey read(Path file, List<Path> installation) {
        try {
            Path real = file.toRealPath();
            requireOutside(real, installation);
            if (isPosix()) {
                Set<PosixFilePermission> rights = Files.getPosixFilePermissions(real);
                if (rights.contains(PosixFilePermission.OTHERS_READ)
                        || rights.contains(PosixFilePermission.OTHERS_WRITE)) {
                    throw new IllegalArgumentException("every user of the machine can read or change the key file "
                            + file + " (" + PosixFilePermissions.toString(rights) + "): chmod 600 " + file);
                }
            }
            return EncryptionKey.of(Files.readString(real));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "there is no key file " + file + ": \"drover secrets new-key " + file + "\" makes one", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the key file " + file + ": " + e.getMessage(), e);
        }
    }

    private static void requireOutside(Path file, List<Path> installation) throws IOException {
        for (Path folder : installation) {
            if (Files.exists(folder) && file.startsWith(folder.toRealPath())) {
                throw new IllegalArgumentException("the key file " + file + " lies in " + folder.toRealPath()
                        + ", beside the values that it opens: put it elsewhere, such as /etc/drover/secrets.key");
            }
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
