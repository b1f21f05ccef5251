package io.drover.definition;

import io.drover.definition.problem.Problem;
import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files of an installation that people edit: settings, routes with the add-ins, config files, jobs, tasks, recurring jobs. Who
 * loads, watches, checks, moves or changes them has the list from here.
 */
public final class Installation {
    /** The settings, in the folder that Drover is started in. */
    public static final Path PROPERTIES = Path.of("application.properties");

    /** How deep files may lie, the folder of their kind included; folders have no end where a link leads to one above. */
    public static final int DEPTH = 8;

    /** What is to be said where the folder of routes is not there. */
    public static final String ROUTES_MISSING =
            "there is no such folder (drover.routes), so no job runs and no API answers:"
                    + " take routes/ from the distribution, or start Drover where it lies";

    private static final List<FileKind> LISTED = Arrays.stream(FileKind.values())
            .filter(kind -> kind != FileKind.REFERRED)
            .toList();

    private final Path files;
    private final Path routes;
    private final Path properties;

    private Installation(Path files, Path routes, Path properties) {
        this.files = files;
        this.routes = routes;
        this.properties = properties;
    }

    public static Installation of(Settings settings) {
        return of(settings, PROPERTIES);
    }

    /**
     * The installation of these settings.
     *
     * @param properties the file of the settings; need not be there
     */
    public static Installation of(Settings settings, Path properties) {
        return new Installation(settings.folders().root(), settings.path("drover.routes"), properties);
    }

    /** One of definitions alone. */
    static Installation ofDefinitions(Path files) {
        return new Installation(files, files.resolve(".none"), PROPERTIES);
    }

    /** drover.files, which definitions lie in and refer to. */
    public Path root() {
        return files;
    }

    /** Where the files of a kind lie. */
    public Path folder(FileKind kind) {
        return switch (kind) {
            case SETTINGS -> Optional.ofNullable(properties.getParent()).orElse(Path.of(""));
            case ROUTE -> routes;
            case ADD_IN -> routes.resolve(kind.folder());
            case REFERRED -> files;
            case CONFIG, CONNECTION, BUCKET, COLLECTION, JOB, TASK, RECURRING_JOB -> files.resolve(kind.folder());
        };
    }

    /** Whether a file holds routes, by its name alone or by where it lies. */
    public boolean holdsRoutes(Path file) {
        String name = file.getFileName().toString();
        return FileKind.saysRoutes(name)
                || (FileKind.ROUTE.isNamed(name)
                        && file.toAbsolutePath()
                                .normalize()
                                .startsWith(routes.toAbsolutePath().normalize()));
    }

    /** All files that are there now, but for those that definitions refer to. */
    public FileListing list() {
        return LISTED.stream().map(this::list).reduce(FileListing::and).orElseThrow();
    }

    /** The files of a kind that are there now. */
    public FileListing list(FileKind kind) {
        return switch (kind) {
            case SETTINGS -> settings();
            case ROUTE ->
                Files.exists(routes) || !Files.isDirectory(files) // where those are not either, one sentence is enough
                        ? FileListing.of(kind, routes, folder(FileKind.ADD_IN))
                        : FileListing.failed(routes, ROUTES_MISSING);
            case ADD_IN -> FileListing.of(kind, folder(kind), null);
            case CONFIG, CONNECTION, BUCKET, COLLECTION, JOB, TASK, RECURRING_JOB ->
                Files.isDirectory(files)
                        ? FileListing.of(kind, folder(kind), null)
                        : FileListing.failed(files, filesMissing());
            case REFERRED -> throw new IllegalArgumentException("only definitions know what they refer to");
        };
    }

    /** The file of the settings, and those of profiles beside it. */
    private FileListing settings() {
        List<InstallationFile> found = new ArrayList<>();
        Path folder = properties.toAbsolutePath().getParent();
        String profiles = properties.getFileName().toString().replace(".properties", "-*.properties");
        try {
            if (Files.isRegularFile(properties)) {
                found.add(settings(properties));
            }
            try (DirectoryStream<Path> beside = Files.newDirectoryStream(folder, profiles)) {
                beside.forEach(file -> found.add(settings(properties.resolveSibling(file.getFileName()))));
            }
        } catch (IOException e) {
            return new FileListing(found, List.of(new Problem(folder, 0, "cannot be listed: " + e.getMessage())));
        }
        found.sort(Comparator.comparing(InstallationFile::name));
        return new FileListing(found, List.of());
    }

    private static InstallationFile settings(Path file) {
        return new InstallationFile(FileKind.SETTINGS, file.getFileName().toString(), file);
    }

    private static String filesMissing() {
        return "there is no such folder (drover.files) in " + Path.of("").toAbsolutePath()
                + ": start Drover in the folder that its files and routes lie in, or make it";
    }

    /** The files of routes, those of add-ins included, in the order of their names. */
    public FileListing routes() {
        FileListing all = list(FileKind.ROUTE).and(list(FileKind.ADD_IN));
        return new FileListing(
                all.files().stream()
                        .sorted(Comparator.comparing(file -> file.path().toString()))
                        .toList(),
                all.problems());
    }

    /** What the server goes by and looks at again: all but the settings, which are read once. */
    public FileListing watched() {
        return LISTED.stream()
                .filter(kind -> kind != FileKind.SETTINGS)
                .map(this::list)
                .reduce(FileListing::and)
                .orElseThrow();
    }
}
