package io.drover.testing;

import io.drover.Drover;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts Drover as a process of its own. Where {@code drover.test.archive} names a folder, as Maven's build does,
 * the classes come from an archive that is made there once ({@link ClassArchive}): a process then takes half of the time.
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
                classes =
                        folder == null ? List.of("-cp", CLASS_PATH) : ClassArchive.options(Path.of(folder), CLASS_PATH);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return classes;
    }
}
