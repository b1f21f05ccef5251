package io.drover.settings;

import java.nio.file.Path;
import java.util.Set;

/** Where things lie below Files/Integration. */
public record Folders(Path root) {
    private static final String INBOX = "Inbox";
    private static final String ARCHIVE = "Archive";
    private static final String OUTBOX = "Outbox";
    private static final String FAILED = "Failed";
    private static final String COLLECTING = "Collecting";
    private static final String LOG = "Log";
    private static final String DRAFTS = "Drafts";

    /** The names of the folders below the root that deliveries and what is said of them come and go in. */
    public static final Set<String> FLOWING = Set.of(INBOX, ARCHIVE, OUTBOX, FAILED, COLLECTING, LOG, DRAFTS);

    public Path inbox(String job) {
        return root.resolve(INBOX).resolve(job);
    }

    /** Where a job's deliveries lie while it has them, each in a folder of its own. */
    public Path loading(String job) {
        return root.resolve("Loading").resolve(job);
    }

    public Path archive(String job) {
        return root.resolve(ARCHIVE).resolve(job);
    }

    /** Where a job puts the files that it writes, unless it says otherwise. */
    public Path outbox(String job) {
        return root.resolve(OUTBOX).resolve(job);
    }

    public Path failed(String job) {
        return root.resolve(FAILED).resolve(job);
    }

    /** Where a task collects the answers of a run until all are there. */
    public Path collecting(String task) {
        return root.resolve(COLLECTING).resolve(task);
    }

    /** Where jobs lie that were drafted of data packages, until somebody confirms them. */
    public Path drafts() {
        return root.resolve(DRAFTS);
    }

    /** Where the files of a bucket lie: beside Files/Integration, as they are no part of the installation. */
    public Path bucket(String name) {
        return buckets().resolve(name);
    }

    /** Where the folders of all buckets lie. */
    public Path buckets() {
        return root.resolveSibling("Buckets");
    }

    /** Where the requests and responses of tasks are logged. */
    public Path log() {
        return root.resolve(LOG);
    }
}
