package io.drover.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The folder that the zip of {@code mvn package} unpacks to, made by the same descriptor from what the tests run with; and an
 * installation beside it that belongs to another user, where there is a right to give it away.
 */
public record Unpacked(Path folder, Path installation, String user) {
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    public static Unpacked into(Path parent) throws Exception {
        readable(parent);
        Path folder = Files.createDirectories(parent.resolve("drover"));
        NodeList sets = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of("src/assembly/distribution.xml").toFile())
                .getElementsByTagName("fileSet");
        for (int i = 0; i < sets.getLength(); i++) {
            copy((Element) sets.item(i), folder);
        }
        Path lib = Files.createDirectories(folder.resolve("lib"));
        for (String entry : List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))) {
            library(Path.of(entry), lib);
        }
        Path installation = Files.createDirectories(parent.resolve("installation"));
        for (String part : List.of("application.properties", "routes", "Files")) {
            copy(folder.resolve(part), installation.resolve(part));
        }
        String user = ROOT ? "nobody" : System.getProperty("user.name");
        if (ROOT) {
            own(installation, user);
        }
        return new Unpacked(folder, installation, user);
    }

    private static void copy(Element set, Path folder) throws IOException {
        String from = text(set, "directory");
        if (from.equals("${project.build.directory}")) {
            return; // the list of parts, which is made after the tests
        }
        if (!from.contains("basedir")) {
            copy(Path.of(from), folder.resolve(text(set, "outputDirectory")));
            return;
        }
        NodeList includes = set.getElementsByTagName("include");
        for (int i = 0; i < includes.getLength(); i++) {
            copy(
                    Path.of(includes.item(i).getTextContent()),
                    folder.resolve(includes.item(i).getTextContent()));
        }
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }

    /** Linked where it can be: the libraries of the tests are large. */
    private static void library(Path entry, Path lib) throws IOException {
        if (Files.isRegularFile(entry)) {
            Path target = lib.resolve(entry.getFileName());
            try {
                Files.createLink(target, entry);
            } catch (FileSystemException | UnsupportedOperationException e) {
                if (!Files.exists(target)) {
                    Files.copy(entry, target);
                }
            }
        } else if (entry.endsWith("classes")) {
            jar(entry, lib.resolve("drover.jar"));
        }
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path one : files.filter(one -> !one.equals(classes)).toList()) {
                boolean folder = Files.isDirectory(one); // migrations are looked for in theirs
                out.putNextEntry(new JarEntry(classes.relativize(one) + (folder ? "/" : "")));
                if (!folder) {
                    Files.copy(one, out);
                }
                out.closeEntry();
            }
        }
    }

    private static void own(Path folder, String user) throws IOException {
        var owner = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(file -> {
                try {
                    Files.setOwner(file, owner);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void readable(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A command of its folder bin, run by the user that the installation belongs to. */
    public List<String> asNobody(String command, String... arguments) {
        List<String> all = new ArrayList<>();
        if (ROOT) {
            all.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        all.add(folder.resolve("bin").resolve(command).toString());
        all.addAll(List.of(arguments));
        return all;
    }
}
