package io.drover.deploy;

import io.drover.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files of an installation that people edit. */
final class InstallationFiles {
    /** The folders of definitions below drover.files. */
    static final List<String> FOLDERS = List.of("Jobs", "ScheduledTasks", "RecurringJobs", "Config");

    private InstallationFiles() {}

    /** Settings, routes and definitions that are there, in the order of their names. */
    static List<Path> all(Settings settings, Path properties) {
        List<Path> files = new ArrayList<>();
        if (Files.isRegularFile(properties)) {
            files.add(properties);
        }
        files.addAll(RouteFiles.files(settings.path("drover.routes")));
        FOLDERS.forEach(
                folder -> files.addAll(definitions(settings.folders().root().resolve(folder))));
        return files;
    }

    /** The definition files in a folder. */
    static List<Path> definitions(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isDefinition(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean isDefinition(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".xml") && !name.startsWith(".");
    }
}
