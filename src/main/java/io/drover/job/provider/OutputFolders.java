package io.drover.job.provider;

import io.drover.provider.format.FileDestination;
import io.drover.settings.Folders;
import java.nio.file.Path;

/** Where the files of jobs are put. */
public final class OutputFolders {
    private OutputFolders() {}

    /** The folder of a job's files: its own outbox, or one below Files/Integration that it names. */
    public static Path folder(Folders folders, String job, FileDestination files) {
        return files.folder() == null ? folders.outbox(job) : folders.root().resolve(files.folder());
    }
}
