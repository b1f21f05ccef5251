package io.drover.api.doctor;

import io.drover.definition.Installation;
import io.drover.definition.InstallationFile;
import io.drover.deploy.check.LiteralSecrets;
import io.drover.settings.DataFolder;
import io.drover.settings.Settings;
import io.drover.settings.library.Libraries;
import io.drover.settings.library.LibraryProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a diagnosis says of the installation's files: who can read them, what waits for a person, and which jars were added. */
final class FileSteps {
    private final Settings settings;

    FileSteps(Settings settings) {
        this.settings = settings;
    }

    void add(Steps steps) {
        data(steps);
        secrets(steps);
        drafts(steps);
        libraries(steps);
    }

    private void data(Steps steps) {
        DataFolder data = DataFolder.of(settings);
        Optional<String> open = data.tooOpen();
        if (open.isPresent()) {
            steps.warning(
                    0,
                    "data",
                    "others than Drover's account can read the database, payloads and keys in "
                            + settings.path("drover.data") + " (" + open.get()
                            + "); Drover closes what is its own, so the folder belongs to somebody else",
                    data.mending());
        } else {
            steps.ok(0, "data", "nobody else can read what Drover keeps");
        }
    }

    private void secrets(Steps steps) {
        List<String> open = filesWithSecrets()
                .filter(FileSteps::isReadableByOthers)
                .map(Path::toString)
                .toList();
        if (open.isEmpty()) {
            steps.ok(0, "secrets", "no file that others can read holds any in clear");
        } else {
            steps.warning(
                    0,
                    "secrets",
                    "every user of the machine can read secrets in " + String.join(", ", open),
                    "chmod o-rwx " + String.join(" ", open)
                            + ", or write {{env:NAME}}, {{file:/run/secrets/NAME}} or {{enc:...}} instead");
        }
    }

    private Stream<Path> filesWithSecrets() {
        Stream<Path> edited = Installation.of(settings).list().files().stream()
                .filter(file -> isReadableByOthers(file.path()))
                .filter(file -> !LiteralSecrets.in(file).isEmpty())
                .map(InstallationFile::path);
        return Stream.concat(edited, Stream.of(settings.path("drover.data").resolve("signing-key.json")));
    }

    private static boolean isReadableByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // not there, or a file system without such rights
        }
    }

    /** What a client has asked for waits for a person. */
    private void drafts(Steps steps) {
        String[] drafts = settings.folders().drafts().toFile().list((folder, name) -> name.endsWith(".xml"));
        if (drafts != null && drafts.length > 0) {
            steps.warning(
                    0,
                    "drafts",
                    drafts.length + (drafts.length == 1 ? " job waits" : " jobs wait")
                            + " to be confirmed that data packages have led to: " + String.join(", ", drafts),
                    "look at the files in Drafts; drover job confirm NAME puts one in force");
        }
    }

    private static void libraries(Steps steps) {
        Libraries libraries = Libraries.ofThisProcess();
        List<LibraryProblem> problems = libraries.problems();
        if (problems.isEmpty()) {
            steps.ok(
                    0,
                    "libraries",
                    libraries.added().isEmpty() ? "no jars were added" : "the jars that were added go with Drover's");
        }
        problems.forEach(problem -> steps.warning(0, "libraries", problem.found(), problem.toDo()));
    }
}
