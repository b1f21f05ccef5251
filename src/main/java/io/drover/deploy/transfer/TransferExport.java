package io.drover.deploy.transfer;

import io.drover.definition.InstallationFile;
import io.drover.definition.edit.FileReplacement;
import io.drover.definition.problem.Problem;
import io.drover.deploy.check.Inspection;
import io.drover.deploy.check.LiteralSecrets;
import io.drover.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Puts definitions into a zip, byte for byte and in their folders, with what they need. */
public final class TransferExport {
    private final Settings settings;

    public TransferExport(Settings settings) {
        this.settings = settings;
    }

    /**
     * What was exported.
     *
     * @param files their names in the export
     * @param left what belongs to it and does not go along, with the reason
     * @param secrets that stand in the files as they are; when there are any and they were not asked for, nothing is written
     */
    public record Report(Path zip, List<String> files, List<Problem> left, List<Problem> secrets) {}

    /**
     * Writes an export.
     *
     * @param zip not there yet
     * @param names of tasks, jobs, recurring jobs and config files, alone or as {@code task:NAME}, {@code job:NAME},
     *     {@code recurring-job:NAME}, {@code config:NAME}; none: all there are
     * @param withSecrets whether literal secrets may go along; only this account can read the zip then
     * @param version of this Drover
     * @throws IllegalArgumentException when there is nothing of a name, says what there is; or when a definition is bad, as what it
     *     needs is not known then; the message is for the user
     */
    public Report write(Path zip, List<String> names, boolean withSecrets, String version) throws IOException {
        if (Files.exists(zip)) {
            throw new IllegalArgumentException(zip + " is there already: give another name, or remove it");
        }
        try (Inspection inspection = Inspection.ofAddIns(settings)) {
            TransferSelection selection = new TransferSelection(inspection);
            if (names.isEmpty()) {
                selection.addAll();
            }
            for (String name : names) {
                selection.add(name);
            }
            List<InstallationFile> files = selection.files();
            List<Problem> secrets = files.stream()
                    .flatMap(file -> LiteralSecrets.in(file).stream())
                    .toList();
            if (secrets.isEmpty()) {
                write(new FileReplacement(zip, zip(files, version)));
            } else if (withSecrets) {
                write(FileReplacement.forOwner(zip, zip(files, version)));
            }
            return new Report(
                    zip, files.stream().map(InstallationFile::exportName).toList(), selection.left(), secrets);
        }
    }

    private static void write(FileReplacement zip) throws IOException {
        try (zip) {
            zip.place();
        }
    }

    private static byte[] zip(List<InstallationFile> files, String version) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (InstallationFile file : files) {
            contents.put(file.exportName(), Files.readAllBytes(file.path()));
        }
        TransferManifest manifest = new TransferManifest(
                TransferManifest.FORMAT,
                version,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                contents.entrySet().stream()
                        .map(file -> TransferManifest.Entry.of(file.getKey(), file.getValue()))
                        .toList());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, TransferManifest.NAME, manifest.json());
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
