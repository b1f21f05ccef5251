package io.drover.bench.queue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option that says on which databases a bench measures, one after the other. */
public final class DatabaseOption {
    @Option(
            names = "--database",
            split = ",",
            defaultValue = "h2,postgresql",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private List<SideDatabases.Kind> kinds;

    /** What is measured on one of them. */
    @FunctionalInterface
    public interface Measurement {
        /**
         * Measures.
         *
         * @param home an empty folder
         */
        void run(Path home, SideDatabases databases) throws Exception;
    }

    /** Measures on each database, in a folder of its own below another one; gives the exit code. */
    public int measure(Path folder, Measurement measurement) throws Exception {
        for (SideDatabases.Kind kind : kinds) {
            Path home = folder.resolve(kind.name().toLowerCase(Locale.ROOT)).toAbsolutePath();
            QueueBench.remove(home);
            Files.createDirectories(home);
            try (SideDatabases databases = kind.start(home)) {
                measurement.run(home, databases);
            }
        }
        return 0;
    }
}
