package io.drover.job;

import io.drover.settings.Settings;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the inbox route have a file only when its writer has left it alone for a while, and reports files that do not come to
 * an end. Camel's own {@code readLock=changed} does the first but not the second, and sleeps a second for each file.
 */
public final class SettledReadLock implements GenericFileExclusiveReadLockStrategy<File> {
    /** Exchange property: whether the file was seen growing; it may then be unfinished though it has settled. */
    static final String GREW = "DroverFileGrew";

    private static final Logger LOG = LoggerFactory.getLogger(SettledReadLock.class);
    /** A file that stayed after an attempt (the database was away) is tried again after this. */
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Duration minAge;
    private final Duration maxWait;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    public SettledReadLock(Settings settings) {
        this.minAge = settings.seconds("drover.inbox.min-age");
        this.maxWait = settings.seconds("drover.inbox.max-wait");
    }

    @Override
    public boolean acquireExclusiveReadLock(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        Seen now = seen.compute(file.getAbsoluteFilePath(), (path, before) -> Seen.look(file.getFile(), before));
        boolean settled = now.unchangedFor(minAge) && now.retryDue();
        if (!settled) {
            reportIfStuck(file, now);
        }
        exchange.setProperty(GREW, now.grew);
        return settled;
    }

    private void reportIfStuck(GenericFile<File> file, Seen now) {
        if (!now.reported && now.stuck(maxWait)) {
            now.reported = true;
            LOG.warn("{}", complaint(file.getAbsoluteFilePath()));
        }
    }

    /** What is wrong with the files that do not come to an end, one sentence each. */
    public List<String> stuck() {
        seen.keySet().removeIf(path -> !new File(path).exists());
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue().stuck(maxWait))
                .map(entry -> complaint(entry.getKey()))
                .toList();
    }

    private String complaint(String path) {
        return Path.of(path).getParent().getFileName() + "/" + Path.of(path).getFileName()
                + " lies in the inbox for more than " + maxWait.toSeconds()
                + " s and is not complete; it stays there: let its writer finish it, or remove it";
    }

    @Override
    public void releaseExclusiveReadLockOnCommit(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        seen.computeIfPresent(
                file.getAbsoluteFilePath(), (path, before) -> new File(path).exists() ? before.attempted() : null);
    }

    @Override
    public void releaseExclusiveReadLockOnRollback(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        releaseExclusiveReadLockOnCommit(operations, file, exchange);
    }

    @Override
    public void releaseExclusiveReadLockOnAbort(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        // Not acquired: nothing to release
    }

    @Override
    public void setTimeout(long timeout) {
        // A file that has not settled is looked at again at the next poll: there is nothing to wait for here
    }

    @Override
    public void setCheckInterval(long checkInterval) {
        // As setTimeout
    }

    @Override
    public void setReadLockLoggingLevel(LoggingLevel level) {
        // Nothing is logged for a file that is being written; a stuck one is reported once
    }

    @Override
    public void setMarkerFiler(boolean markerFile) {
        // No marker files
    }

    @Override
    public void setDeleteOrphanLockFiles(boolean deleteOrphanLockFiles) {
        // No lock files
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
        // No lock files to clean up
    }

    /** What is known of one file. Times are of the monotonic clock; only {@link #seen}'s methods change it. */
    private static final class Seen {
        private final long firstSeen = System.nanoTime();
        private long size;
        private long modified;
        private long changedAt = System.nanoTime();
        private long attemptedAt;
        private boolean attempted;
        private boolean grew;
        private boolean reported;

        static Seen look(File file, Seen before) {
            Seen now = before == null ? new Seen() : before;
            long size = file.length();
            long modified = file.lastModified();
            if (before != null && (size != now.size || modified != now.modified)) {
                now.grew = true;
                now.changedAt = System.nanoTime();
                now.attempted = false;
            }
            now.size = size;
            now.modified = modified;
            return now;
        }

        boolean unchangedFor(Duration time) {
            return System.nanoTime() - changedAt >= time.toNanos();
        }

        boolean retryDue() {
            return !attempted || System.nanoTime() - attemptedAt >= RETRY.toNanos();
        }

        boolean stuck(Duration time) {
            return System.nanoTime() - firstSeen >= time.toNanos() && (grew || !unchangedFor(time));
        }

        Seen attempted() {
            attempted = true;
            attemptedAt = System.nanoTime();
            return this;
        }
    }
}
