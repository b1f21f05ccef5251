package io.drover.settings;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who can read the folder of drover.data: nobody but Drover's own account, or its group too, as drover.data.access says. Rights are
 * only taken away, and only from what belongs to this account. Where files have no such rights, nothing is done and said.
 */
public final class DataFolder {
    private static final String ACCESS = "drover.data.access";
    /** Below, the folders above keep others out: there may be millions of payloads. */
    private static final int DEPTH = 2;

    /** Of logback.xml, wherever drover.data is. */
    private static final Path LOG = Path.of("data/log");

    private final Path path;
    private final Set<PosixFilePermission> allowed;

    private DataFolder(Path path, Set<PosixFilePermission> allowed) {
        this.path = path;
        this.allowed = allowed;
    }

    /**
     * The folder of these settings.
     *
     * @throws IllegalArgumentException when drover.data.access is neither owner nor group
     */
    public static DataFolder of(Settings settings) {
        String access = settings.get(ACCESS);
        String rights =
                switch (access) {
                    case "owner" -> "rwx------";
                    case "group" -> "rwxr-x---";
                    default ->
                        throw new IllegalArgumentException(
                                "the setting " + ACCESS + " is '" + access + "'; it must be owner or group");
                };
        return new DataFolder(settings.path("drover.data"), PosixFilePermissions.fromString(rights));
    }

    /** Makes the folder when it is not there. */
    public void make() throws IOException {
        make(path);
    }

    /** Makes a folder in it, or beside it with the same rights, when it is not there. */
    public void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path above = folder.toAbsolutePath().getParent();
            Files.createDirectories(above);
            Files.createDirectories(folder, isPosix(above) ? attributes() : new FileAttribute<?>[0]);
        }
    }

    /** Takes the rights that others have to it and to what lies in it now. */
    public void closeToOthers() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        Optional<UserPrincipal> owner = isPosix(path) ? account() : Optional.empty();
        if (owner.isPresent()) {
            tighten(path, owner.get());
            if (System.getProperty("drover.log") == null && Files.isDirectory(LOG)) {
                tighten(LOG, owner.get());
            }
        }
    }

    /** Gives a new file in it the rights that it is to have. */
    public void apply(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            Set<PosixFilePermission> rights = EnumSet.copyOf(allowed);
            rights.removeAll(EnumSet.of(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE));
            view.setPermissions(rights);
        }
    }

    private FileAttribute<?>[] attributes() {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(allowed)};
    }

    /** That of a new file: nothing else tells it in every container. Empty when none can be made, as on a full disk. */
    private Optional<UserPrincipal> account() {
        try {
            Path probe = Files.createTempFile(path, ".account-", ".part");
            try {
                return Optional.of(Files.getOwner(probe));
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return Optional.empty(); // said by whoever needs to write
        }
    }

    private void tighten(Path folder, UserPrincipal owner) throws IOException {
        Files.walkFileTree(folder, Set.of(), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes attributes) throws IOException {
                tightenOne(place, owner);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path place, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isSymbolicLink()) {
                    tightenOne(place, owner);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path place, IOException e) {
                return FileVisitResult.CONTINUE; // gone, or not ours
            }

            @Override
            public FileVisitResult postVisitDirectory(Path place, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * By its path: without following links, Java would open the file, and closing it again would let go of the lock that this process
     * has on it, the database's too.
     */
    private void tightenOne(Path place, UserPrincipal owner) throws IOException {
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(place, PosixFileAttributeView.class);
            PosixFileAttributes now = view.readAttributes();
            Set<PosixFilePermission> less = EnumSet.copyOf(now.permissions());
            if (less.retainAll(allowed) && now.owner().equals(owner)) {
                view.setPermissions(less);
            }
        } catch (FileSystemException e) {
            // Gone since it was listed, or not ours to change
        }
    }

    /** The rights that those have to the folder who should have none, such as {@code rwxr-xr-x}; empty when all is well. */
    public Optional<String> tooOpen() {
        try {
            Set<PosixFilePermission> now = Files.getPosixFilePermissions(path);
            return allowed.containsAll(now) ? Optional.empty() : Optional.of(PosixFilePermissions.toString(now));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty(); // not there, or without such rights
        }
    }

    /** What mends it. */
    public String mending() {
        return "chmod " + (allowed.contains(PosixFilePermission.GROUP_READ) ? "750 " : "700 ") + path;
    }

    private static boolean isPosix(Path place) throws IOException {
        return Files.getFileStore(place).supportsFileAttributeView(PosixFileAttributeView.class);
    }
}
