package io.drover.deploy.transfer;

import io.drover.definition.FileKind;
import io.drover.definition.FileReference;
import io.drover.definition.Installation;
import io.drover.definition.InstallationFile;
import io.drover.definition.problem.Problem;
import io.drover.deploy.check.Inspection;
import io.drover.deploy.check.LiteralSecrets;
import io.drover.deploy.check.Validation;
import io.drover.deploy.transfer.TransferImport.Change;
import io.drover.settings.RelativeFile;
import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks in a folder aside whether an installation would be as good with some other files as it is without them. */
final class TransferCheck {
    private final Settings settings;
    private final Settings aside;
    private final Installation here;
    private final Installation there;

    private TransferCheck(Settings settings, Settings aside) {
        this.settings = settings;
        this.aside = aside;
        this.here = Installation.of(settings);
        this.there = Installation.of(aside);
    }

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
            return new TransferCheck(settings, aside).problems(changes, contents);
        } finally {
            remove(folder);
        }
    }

    private List<Problem> problems(List<Change> changes, Map<String, byte[]> contents) throws IOException {
        Files.createDirectories(there.root());
        for (InstallationFile file : here.list().files()) {
            if (file.kind() != FileKind.SETTINGS) {
                copy(file.path(), there.folder(file.kind()).resolve(file.name()));
            }
        }
        // The line may be another, as others were added above it
        Set<String> before = found().stream().map(TransferCheck::withoutLine).collect(Collectors.toSet());
        for (Change change : changes) {
            Path file = TransferPaths.target(there, change.path());
            Files.createDirectories(file.getParent());
            Files.write(file, contents.get(change.path()));
        }
        return found().stream()
                .filter(problem -> !before.contains(withoutLine(problem)))
                .map(this::inPlace)
                .toList();
    }

    private static String withoutLine(Problem problem) {
        return problem.file() + " " + problem.message();
    }

    private List<Problem> found() throws IOException {
        try (Inspection inspection = Inspection.of(aside)) {
            boolean more = true;
            while (more) { // what was brought may include others
                more = false;
                for (FileReference reference : inspection.referred().of(inspection.definitions())) {
                    more |= bring(reference);
                }
            }
            return Validation.problems(aside, inspection);
        }
    }

    /** A file that definitions refer to counts where it is here already. */
    private boolean bring(FileReference reference) throws IOException {
        RelativeFile missing = reference.below(there.root());
        RelativeFile found = reference.below(here.root());
        boolean brings = missing.state() == RelativeFile.State.MISSING && found.state() == RelativeFile.State.THERE;
        if (brings) {
            copy(found.file(), missing.file());
        }
        return brings;
    }

    private Problem inPlace(Problem problem) {
        Path file = problem.file();
        Path routes = there.folder(FileKind.ROUTE);
        Path place = file.startsWith(routes)
                ? here.folder(FileKind.ROUTE).resolve(routes.relativize(file))
                : here.root().resolve(there.root().relativize(file));
        String message = problem.message()
                .replace(there.root().toString(), settings.folders().root().toString());
        return new Problem(place, problem.line(), message);
    }

    private static void copy(Path file, Path copy) throws IOException {
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
    }

    /** Makes the literal secrets of a file known, so that no diff shows them. */
    static void learnSecrets(String name, byte[] content) throws IOException {
        Path folder = Files.createTempDirectory("drover-import-");
        try {
            Path file = Files.write(folder.resolve(Path.of(name).getFileName()), content);
            LiteralSecrets.in(new InstallationFile(TransferPaths.kind(name), name, file));
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
