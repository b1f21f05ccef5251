package io.drover.deploy;

import io.drover.definition.Problem;
import io.drover.deploy.TransferImport.Change;
import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks in a folder aside whether an installation would be as good with some other files as it is without them. */
final class TransferCheck {
    private TransferCheck() {}

    /** The problems that an installation would have and has not now, with the places that the files would have. */
    static List<Problem> problems(Settings settings, List<Change> changes, Map<String, byte[]> contents)
            throws IOException {
        if (changes.isEmpty()) {
            return List.of();
        }
        Path folder = Files.createTempDirectory("drover-import-");
        try {
            Settings aside = settings.with(Map.of(
                    "drover.files", folder.resolve("files").toString(),
                    "drover.routes", folder.resolve("routes").toString()));
            copy(settings, aside);
            List<Problem> before = Validation.all(aside, folder.resolve("none")).problems();
            for (Change change : changes) {
                Path file = TransferImport.target(aside, change.path());
                Files.createDirectories(file.getParent());
                Files.write(file, contents.get(change.path()));
            }
            List<Problem> after = new ArrayList<>(
                    Validation.all(aside, folder.resolve("none")).problems());
            after.removeAll(before);
            return after.stream()
                    .map(problem -> inPlace(problem, settings, aside))
                    .toList();
        } finally {
            remove(folder);
        }
    }

    private static Problem inPlace(Problem problem, Settings settings, Settings aside) {
        Path file = problem.file();
        Path routes = aside.path("drover.routes");
        Path place = file.startsWith(routes)
                ? settings.path("drover.routes").resolve(routes.relativize(file))
                : settings.folders().root().resolve(aside.folders().root().relativize(file));
        return new Problem(place, problem.line(), problem.message());
    }

    private static void copy(Settings settings, Settings aside) throws IOException {
        for (String folder : InstallationFiles.FOLDERS) {
            copy(
                    InstallationFiles.definitions(settings.folders().root().resolve(folder)),
                    settings.folders().root(),
                    aside.folders().root());
        }
        Files.createDirectories(aside.folders().root());
        Path routes = settings.path("drover.routes");
        copy(RouteFiles.files(routes), routes, aside.path("drover.routes"));
    }

    private static void copy(List<Path> files, Path from, Path to) throws IOException {
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    /** Makes the literal secrets of a file known, so that no diff shows them. */
    static void learnSecrets(String path, byte[] content) throws IOException {
        Path folder = Files.createTempDirectory("drover-import-");
        try {
            LiteralSecrets.in(Files.write(folder.resolve(Path.of(path).getFileName()), content));
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
