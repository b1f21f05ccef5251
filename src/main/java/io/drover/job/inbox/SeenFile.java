package io.drover.job.inbox;

import io.drover.job.inbox.InboxOutcome.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;

/**
 * What is known of one file in an inbox. Times are of the monotonic clock. Changed only within the map that holds it, for one
 * path at a time.
 */
final class SeenFile {
    /** An empty file has been opened by somebody who is about to write: it is left alone so many times as long. */
    private static final int EMPTY = 5;

    private final long firstSeen = System.nanoTime();
    /** What the file system knows the file by; null where it does not tell. */
    private final Object identity;

    private long size;
    private long modified;
    private long changedAt = System.nanoTime();
    private boolean grew;
    /** The outcome of the last attempt, or null when there was none since it changed. */
    private Fate fate;

    private long attemptedAt;
    private boolean reported;

    private SeenFile(BasicFileAttributes file) {
        this.identity = file.fileKey();
        this.size = file.size();
        this.modified = file.lastModifiedTime().toMillis();
    }

    /**
     * Looks at a file again.
     *
     * @param before what was known of the one of that name, or null; another file may have taken its place
     * @return null when the file is gone
     */
    static SeenFile look(Path path, SeenFile before) {
        BasicFileAttributes file;
        try {
            file = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            return null;
        }
        boolean another =
                before == null || !Objects.equals(before.identity, file.fileKey()) || file.size() < before.size;
        return another ? new SeenFile(file) : before.update(file);
    }

    private SeenFile update(BasicFileAttributes file) {
        long newModified = file.lastModifiedTime().toMillis();
        if (size != file.size() || modified != newModified) {
            grew = true;
            changedAt = System.nanoTime();
            fate = null;
            size = file.size();
            modified = newModified;
        }
        return this;
    }

    /** Whether it was seen growing; it may then be unfinished though it has settled. */
    boolean grew() {
        return grew;
    }

    /** Whether a job may have it now. */
    boolean isDue(Duration minAge, Duration retry) {
        Duration quiet = size == 0 ? minAge.multipliedBy(EMPTY) : minAge;
        return since(changedAt, quiet) && (fate == null || (fate != Fate.UNFINISHED && since(attemptedAt, retry)));
    }

    SeenFile attempted(Fate outcome) {
        fate = outcome;
        attemptedAt = System.nanoTime();
        return this;
    }

    /** Whether it has not come to an end for so long. */
    boolean isStuck(Duration time) {
        return since(firstSeen, time) && (grew || fate == Fate.UNFINISHED || !since(changedAt, time));
    }

    /** Whether it is stuck and has not been reported. */
    boolean isToBeReported(Duration time) {
        boolean first = !reported && isStuck(time);
        reported |= first;
        return first;
    }

    private static boolean since(long nanos, Duration time) {
        return System.nanoTime() - nanos >= time.toNanos();
    }
}
