package io.drover.job.run;

import io.drover.bucket.file.NumberedNames;
import io.drover.job.definition.JobDefinition;
import io.drover.job.delivery.FileNames;
import io.drover.provider.format.FileSource;
import io.drover.settings.Folders;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the rejects of a run go, for somebody to mend them. */
public final class RejectsLocation {
    private RejectsLocation() {}

    /** Where a job's rejects of a delivery go; not over those of an earlier one, which may still have to be mended. */
    public static Path of(Folders folders, JobDefinition job, String name) {
        boolean zipped =
                job.source() instanceof FileSource source && source.format().zipped();
        String written = zipped ? name : FileNames.unwrapped(name); // rejects of a package are one too
        return free(folders.failed(job.name()), NumberedNames.beforeExtension(written, ".rejects"));
    }

    /** A name in the folder that no file has: the wanted one, or with a number before its extension. */
    private static Path free(Path folder, String name) {
        Path wanted = folder.resolve(name);
        for (int i = 2; Files.exists(wanted); i++) {
            wanted = folder.resolve(NumberedNames.beforeExtension(name, "-" + i));
        }
        return wanted;
    }
}
