package io.drover.job.inbox;

import io.drover.definition.Catalog;
import io.drover.job.definition.JobDefinition;
import io.drover.job.delivery.FileNames;
import io.drover.provider.format.FileSource;
import io.drover.store.task.TaskRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;

/** Puts deliveries into the inboxes of the jobs that read files. Thread-safe. */
public final class InboxIntake {
    private final Catalog catalog;
    private final InboxDrop drops;

    InboxIntake(Catalog catalog, InboxDrop drops) {
        this.catalog = catalog;
        this.drops = drops;
    }

    /**
     * Puts content into a job's inbox, whole or not at all.
     *
     * @param origin what the file's name begins with; null: the job
     * @param fileName the name that the file keeps, unless another one has it; null: it is named after origin and time
     * @return the file
     * @throws io.drover.provider.DeliveryException when the check fails
     */
    public Path drop(String job, String origin, String fileName, InputStream content, DropOptions options)
            throws IOException {
        String name = nameOfReader(job);
        Iterator<String> names = fileName == null
                ? FileNames.of(origin == null ? name : origin)
                : FileNames.like(FileNames.safe(fileName));
        return drops.drop(name, names, content, options);
    }

    /** Puts the files of a folder into a job's inbox as one delivery, all of them or none; the folder stays where it is. */
    public Path dropFolder(String job, String origin, String folderName, Path content, DropOptions options)
            throws IOException {
        String name = nameOfReader(job);
        Iterator<String> names = folderName == null
                ? FileNames.ofFolder(origin == null ? name : origin)
                : FileNames.like(FileNames.safe(folderName));
        return drops.dropFolder(name, names, content, options);
    }

    /** Writes what is kept. */
    @FunctionalInterface
    public interface Kept {
        void writeTo(OutputStream file) throws IOException;
    }

    /** Keeps in Failed, whole or not at all, what came for a job and can be no delivery; gives where it lies. */
    public Path keep(String job, String fileName, Kept content) throws IOException {
        return drops.keep(nameOfReader(job), fileName, content);
    }

    private String nameOfReader(String job) {
        JobDefinition definition = catalog.find(JobDefinition.class, job);
        if (!(definition.source() instanceof FileSource)) {
            throw new IllegalArgumentException("job " + definition.name() + " reads a database; it has no inbox");
        }
        return definition.name();
    }

    /**
     * Puts what a task's run has fetched into a job's inbox, whole or not at all; the run waits for the job.
     *
     * @param content a file, or a folder whose files are one delivery
     * @return where it lies
     */
    public Path deliver(String job, TaskRun run, Path content) throws IOException {
        DropOptions options = new DropOptions(null, false, run.id(), Duration.ofHours(1));
        if (Files.isDirectory(content)) {
            return dropFolder(job, run.task(), null, content, options);
        }
        try (InputStream in = Files.newInputStream(content)) {
            return drop(job, run.task(), null, in, options);
        }
    }
}
