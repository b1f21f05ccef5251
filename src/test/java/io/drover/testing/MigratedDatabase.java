package io.drover.testing;

import io.drover.settings.Settings;
import io.drover.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Drover's own database as a first start makes it, in H2. It is made once for all tests of a JVM, and copied: its migrations would take
 * a third of the start of each server. {@link TestPostgres#createMigrated()} is the same for PostgreSQL.
 */
public final class MigratedDatabase {
    private static byte[] content;

    private MigratedDatabase() {}

    /** Puts it where a server with these settings keeps its own, unless it has one there or keeps it elsewhere. */
    public static void prepare(Settings settings) {
        if (settings.get("drover.store.url").isEmpty()
                && settings.get("drover.store.user").isEmpty()) {
            prepare(settings.path("drover.data").resolve("drover.mv.db"));
        }
    }

    /** Makes it, unless this file is there. */
    public static void prepare(Path file) {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized byte[] content() throws IOException {
        if (content == null) {
            Path folder = Files.createTempDirectory("drover-migrated");
            Store.open(Settings.of(Map.of("drover.data", folder.toString()))).close();
            content = Files.readAllBytes(folder.resolve("drover.mv.db"));
            delete(folder);
        }
        return content;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
