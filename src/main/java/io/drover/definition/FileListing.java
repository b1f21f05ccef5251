package io.drover.definition;

import static java.nio.file.FileVisitOption.FOLLOW_LINKS;

import io.drover.definition.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one kind, or of several, as they were when looked at.
 *
 * @param files by name, those of a folder before those of the folders in it
 * @param problems places that could not be looked at: what lies there is not in {@code files}, which does not mean that it is gone
 */
public record FileListing(List<InstallationFile> files, List<Problem> problems) {
    private static final Comparator<InstallationFile> ORDER = Comparator.comparing(
                    (InstallationFile file) -> file.path().getNameCount())
            .thenComparing(InstallationFile::path);

    public FileListing {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /** Their places. */
    public List<Path> paths() {
        return files.stream().map(InstallationFile::path).toList();
    }

    /** Whether a file may be there although it was not seen. */
    boolean missed(Path file) {
        return problems.stream().anyMatch(problem -> file.startsWith(problem.file()));
    }

    FileListing and(FileListing other) {
        return new FileListing(
                Stream.concat(files.stream(), other.files.stream()).toList(),
                Stream.concat(problems.stream(), other.problems.stream())
                        .distinct() // several kinds of files may miss the same folder
                        .toList());
    }

    static FileListing failed(Path place, String problem) {
        return new FileListing(List.of(), List.of(new Problem(place, 0, problem)));
    }

    /** All files below a folder that are there now, whatever they are called. */
    public static FileListing anyBelow(Path folder) {
        return of(FileKind.REFERRED, folder, null);
    }

    /**
     * The files of a kind below a folder. Links are followed, as containers mount files so; what begins with a point is not
     * looked at.
     *
     * @param folder no files when it is not there
     * @param left a folder that is left out, or null
     */
    static FileListing of(FileKind kind, Path folder, Path left) {
        if (!Files.exists(folder)) {
            return new FileListing(List.of(), List.of());
        }
        if (!Files.isDirectory(folder)) {
            return failed(folder, "is no folder");
        }
        Walk walk = new Walk(kind, folder, left);
        try {
            Files.walkFileTree(folder, EnumSet.of(FOLLOW_LINKS), Installation.DEPTH, walk);
        } catch (IOException e) {
            return failed(folder, "cannot be listed, so what was loaded before stays: " + e);
        }
        walk.files.sort(ORDER);
        return new FileListing(walk.files, walk.problems);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final FileKind kind;
        private final Path folder;
        private final Path left;
        private final List<InstallationFile> files = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        private Walk(FileKind kind, Path folder, Path left) {
            this.kind = kind;
            this.folder = folder;
            this.left = left;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes attributes) {
            return !place.equals(folder) && (isHidden(place) || place.equals(left))
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path place, BasicFileAttributes attributes) {
            if (isHidden(place)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isDirectory()) { // at the greatest depth
                problems.add(new Problem(
                        place,
                        0,
                        "is not looked into: folders may be " + Installation.DEPTH + " deep; move it further up"));
            } else if (kind.isNamed(place.getFileName().toString())) {
                visitNamed(place, attributes);
            }
            return FileVisitResult.CONTINUE;
        }

        private void visitNamed(Path place, BasicFileAttributes attributes) {
            if (attributes.isSymbolicLink()) { // others are followed
                problems.add(new Problem(place, 0, "is a link that leads nowhere: mend or remove it"));
            } else if (attributes.isRegularFile()) {
                String name = folder.relativize(place).toString().replace(File.separatorChar, '/');
                files.add(new InstallationFile(kind, name, place));
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path place, IOException e) {
            if (e instanceof FileSystemLoopException) {
                problems.add(new Problem(place, 0, "is a link to a folder that it lies in: remove it"));
            } else if (!(e instanceof NoSuchFileException)) { // gone since the folder was listed
                problems.add(new Problem(place, 0, "cannot be read, so what was loaded before stays: " + e));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path place, IOException e) {
            if (e != null) {
                problems.add(new Problem(place, 0, "cannot be listed, so what was loaded before stays: " + e));
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path place) {
            return place.getFileName().toString().startsWith(".");
        }
    }
}
