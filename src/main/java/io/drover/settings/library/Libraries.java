package io.drover.settings.library;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The jars of this process: those that are part of Drover, and those that the installation has added in {@code lib/connectors} (by {@code
 * drover connectors add}) and {@code lib/ext} (its own). Immutable.
 */
public final class Libraries {
    /** Where {@code drover connectors} keeps jars, below the folder of the program or of the installation. */
    public static final Path CONNECTORS = Path.of("lib", "connectors");
    /** Where jars of one's own are. */
    public static final Path OWN = Path.of("lib", "ext");

    private final List<Jar> shipped;
    private final List<Jar> added;
    private final List<Jar> present;

    /** @param present the jars that are in the folders now, which may be others than at the start */
    Libraries(List<Jar> classPath, List<Jar> present) {
        this.shipped = classPath.stream().filter(jar -> !jar.added()).toList();
        this.added = classPath.stream().filter(Jar::added).toList();
        this.present = present;
    }

    /** Those of this process. Its working folder is the installation's. */
    public static Libraries ofThisProcess() {
        List<Jar> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .map(Jar::of)
                .toList();
        List<Jar> present = new ArrayList<>(in(CONNECTORS));
        present.addAll(in(OWN));
        return new Libraries(classPath, present);
    }

    /** The jars of a folder, in the order of their names; none where there is no such folder. */
    public static List<Jar> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Jar::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The jars that the installation has added and this process runs with. */
    public List<Jar> added() {
        return added;
    }

    /** Whether a jar of this name is part of Drover. */
    public boolean ships(String artifact) {
        return shipped.stream().anyMatch(jar -> jar.artifact().equals(artifact));
    }

    /** The version of a part of Drover. */
    public Optional<String> version(String artifact) {
        return shipped.stream()
                .filter(jar -> jar.artifact().equals(artifact))
                .map(Jar::version)
                .findFirst();
    }

    /** What is wrong with the added jars, each with what to do; such as two versions of one library. */
    public List<LibraryProblem> problems() {
        return new LibraryCheck(shipped, added, present).problems();
    }
}
