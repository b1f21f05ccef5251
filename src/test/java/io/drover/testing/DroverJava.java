package io.drover.testing;

import io.drover.Drover;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The command that starts Drover as a process of its own. Where {@code drover.test.archive} names a folder, as Maven's build does,
 * the classes come from an archive that is made there once (class data sharing): a process then takes two thirds of the time to start.
 */
public final class DroverJava {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static List<String> classes;

    private DroverJava() {}

    /** {@code drover}, without arguments, with further options of the JVM. */
    public static List<String> command(List<String> options) {
        return command(options, Drover.class);
    }

    /** Another program of these classes. */
    static List<String> command(List<String> options, Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The first compiler only: a process that lives for seconds starts in half the time
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        // Temporary files go where the process runs, a folder of the test: one that is killed leaves them
        command.add("-Djava.io.tmpdir=.");
        command.addAll(options);
        command.addAll(classes());
        command.add(main.getName());
        return command;
    }

    private static synchronized List<String> classes() {
        if (classes == null) {
            String folder = System.getProperty("drover.test.archive");
            try {
                classes = folder == null ? List.of("-cp", CLASS_PATH) : archived(Path.of(folder));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return classes;
    }

    /** Makes the archive unless another process of this build has; the JVM goes on without one that does not fit. */
    private static List<String> archived(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (FileChannel file =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            Path archive = folder.resolve("drover.jsa");
            boolean made = lock.isValid() && Files.exists(archive);
            List<String> entries = new ArrayList<>();
            for (String entry : CLASS_PATH.split(File.pathSeparator, -1)) {
                Path path = Path.of(entry);
                if (entry.isEmpty()) { // Surefire's ends with a separator; it would be the folder of the build, archive
                    // and all
                    continue;
                }
                if (Files.isDirectory(path)) {
                    Path jar = folder.resolve(path.getFileName() + ".jar");
                    made &= packed(path, jar);
                    entries.add(jar.toString());
                } else {
                    entries.add(entry);
                }
            }
            String jars = String.join(File.pathSeparator, entries);
            if (!made) {
                make(archive, jars);
            }
            return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-cp", jars);
        }
    }

    /** Whether a jar of these classes was there already: archives hold no folders. */
    private static boolean packed(Path classes, Path jar) throws IOException {
        try (Stream<Path> walk = Files.walk(classes)) {
            List<Path> files = walk.filter(file -> !file.equals(classes)).toList();
            FileTime newest = FileTime.fromMillis(0);
            for (Path file : files) {
                FileTime time = Files.getLastModifiedTime(file);
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
            if (Files.exists(jar) && Files.getLastModifiedTime(jar).compareTo(newest) > 0) {
                return true;
            }
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file)) {
                for (Path one : files) {
                    boolean folder = Files.isDirectory(one); // migrations are looked for in theirs
                    out.putNextEntry(new JarEntry(classes.relativize(one) + (folder ? "/" : "")));
                    if (!folder) {
                        Files.copy(one, out);
                    }
                    out.closeEntry();
                }
            }
            return false;
        }
    }

    /** A server starts and stops, and leaves the classes that it has loaded. */
    private static void make(Path archive, String jars) throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        Path home = Files.createDirectories(archive.resolveSibling("server"));
        CommandLineRuns.writeSettings(new TestServer(home));
        Path console = home.resolve("console.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xlog:disable",
                        "-Djava.io.tmpdir=.",
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "-cp",
                        jars,
                        "io.drover.Drover",
                        "run")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> !process.isAlive() || Files.readString(console).contains(" is ready "));
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        MigratedDatabase.delete(home);
    }
}
