package io.drover.settings;

import java.nio.file.Path;

/** Where things lie below Files/Integration. */
public record Folders(Path root) {

    public Path inbox(String job) {
        return root.resolve("Inbox").resolve(job);
    }

    /** Where a job's deliveries lie while it has them, each in a folder of its own. */
    public Path loading(String job) {
        return root.resolve("Loading").resolve(job);
    }

    public Path archive(String job) {
        return root.resolve("Archive").resolve(job);
    }

    /** Where a job puts the files that it writes, unless it says otherwise. */
    public Path outbox(String job) {
        return root.resolve("Outbox").resolve(job);
    }

    public Path failed(String job) {
        return root.resolve("Failed").resolve(job);
    }

    /** Where a task collects the answers of a run until all are there. */
    public Path collecting(String task) {
        return root.resolve("Collecting").resolve(task);
    }
}
