package io.drover.job.export;

import io.drover.job.definition.JobDefinition;
import io.drover.provider.format.FileDestination;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a job that writes them for somebody else than its own outbox. */
public final class ExportFiles {
    private ExportFiles() {}

    /** The job, its files put into a folder and sent nowhere; one that writes to a database stays as it is. */
    public static JobDefinition into(WorkFolder folder, JobDefinition job, boolean skipWhenEmpty) {
        return job.destination() instanceof FileDestination files
                ? job.withDestination(new FileDestination(
                        files.format(), folder.path().toString(), files.file(), skipWhenEmpty, null))
                : job;
    }

    /** The one file as it is, or a zip of several. */
    public static Path asOne(List<Path> files, Path target) throws IOException {
        if (files.size() == 1) {
            return files.get(0);
        }
        Path zip = Files.exists(target) ? target.resolveSibling("_" + target.getFileName()) : target;
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Path file : files) {
                entries.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return zip;
    }
}
