package io.drover.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes of Drover as the JVM has them in memory (class data sharing). What the archive lacks is read from jars and verified in
 * each process; so a server that does what the servers of tests do makes it ({@link WorkingServer}).
 */
final class ClassArchive {
    private ClassArchive() {}

    /**
     * The options with which a process takes these classes from the archive in a folder, which is made unless another process of this
     * build has; the JVM goes on without one that does not fit.
     */
    static List<String> options(Path folder, String classPath) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (FileChannel file =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            Path archive = folder.resolve("drover.jsa");
            boolean made = lock.isValid() && Files.exists(archive);
            List<String> entries = new ArrayList<>();
            for (String entry : classPath.split(File.pathSeparator, -1)) {
                Path path = Path.of(entry);
                if (entry.isEmpty()) { // Surefire's ends with a separator; it would be the whole folder of the build
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
                Files.deleteIfExists(archive);
                WorkingServer.leaveClasses(archive, jars);
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
}
