package io.drover.cli.connector;

import io.drover.settings.library.Jar;
import io.drover.settings.library.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The connectors of an installation: {@code lib/connectors} with what they need. All of them are resolved together, so that each library is
 * there once, and the folder changes as a whole or not at all.
 */
final class Connectors {
    private static final String LIST = "connectors.txt";
    private static final String POM = "pom.xml";

    private final Path folder;
    private final Libraries libraries;

    /** @param folder that of the jars, which need not be there */
    Connectors(Path folder, Libraries libraries) {
        this.folder = folder;
        this.libraries = libraries;
    }

    /** Those that were added, in their order. */
    List<Coordinates> list() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(LIST))) {
            return lines.filter(line -> !line.isBlank()).map(Coordinates::parse).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The jars that they have brought. */
    List<Jar> jars() {
        return Libraries.in(folder);
    }

    /** The list with one more; one that is there already is replaced. */
    List<Coordinates> with(List<Coordinates> more) throws IOException {
        List<Coordinates> all = new ArrayList<>(list());
        for (Coordinates one : more) {
            if (libraries.ships(one.artifact())) {
                throw new IllegalArgumentException(one.artifact() + " is part of Drover");
            }
            all.removeIf(one::sameAs);
            all.add(one);
        }
        return all;
    }

    /** The list without one. */
    List<Coordinates> without(Coordinates one) throws IOException {
        List<Coordinates> all = new ArrayList<>(list());
        if (!all.removeIf(one::sameAs)) {
            throw new IllegalArgumentException("there is no connector " + one + "; there are "
                    + (all.isEmpty()
                            ? "none"
                            : String.join(
                                    ", ",
                                    all.stream().map(Coordinates::toString).toList())));
        }
        return all;
    }

    /** The project that says what connectors need. */
    String pom(List<Coordinates> connectors) {
        return ConnectorPom.text(connectors, libraries);
    }

    /**
     * Has these connectors there, and no others.
     *
     * @throws IOException when something cannot be had or written; then all is as it was
     */
    void install(List<Coordinates> connectors, Maven maven) throws IOException, InterruptedException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Path next = Files.createTempDirectory(folder.toAbsolutePath().getParent(), ".connectors-");
        try {
            Files.writeString(next.resolve(POM), pom(connectors));
            Files.write(
                    next.resolve(LIST),
                    connectors.stream().map(Coordinates::toString).toList());
            if (!connectors.isEmpty()) {
                maven.copy(next.resolve(POM), next);
            }
            for (Jar jar : Libraries.in(next)) {
                if (libraries.ships(jar.artifact())) {
                    Files.delete(jar.path());
                }
            }
            readable(next);
            delete(folder);
            Files.move(next, folder);
        } finally {
            delete(next);
        }
    }

    /** Temporary folders are closed to others; the server may run under another account than who has added the connector. */
    private static void readable(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
