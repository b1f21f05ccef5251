package io.drover.provider.format;

import java.nio.file.Path;

/** A format below {@code <destination>}, with its options: opens the writer of a job's files. */
public abstract class DestinationFormat extends FormatOptions {

    /**
     * What a writer may know of the job.
     *
     * @param job its name
     * @param root {@code Files/Integration}, where stylesheets lie
     * @param files where the files are made
     * @param filePerTable whether their name holds {@code {table}}, so that each table has its own
     */
    public record Context(String job, Path root, OutputFiles files, boolean filePerTable) {
        /** The same for files within another: one for each table. */
        public Context within(OutputFiles inner) {
            return new Context(job, root, inner, true);
        }
    }

    /** The name of the files, with {@code {job}} or {@code {table}}, unless the job says one. */
    public abstract String defaultName();

    /** Whether values can be JSON within the file, and not only the text of it. */
    public boolean takesJson() {
        return false;
    }

    /** Opens the writer; no file is made yet. */
    public abstract TableFileWriter open(Context context);
}
