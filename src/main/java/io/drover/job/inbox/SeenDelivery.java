package io.drover.job.inbox;

import io.drover.job.inbox.InboxOutcome.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is known of one delivery in an inbox, a file or a folder. Times are of the monotonic clock. Changed only within the map that
 * holds it, for one path at a time.
 */
final class SeenDelivery {
    /** An empty file has been opened by somebody who is about to write: it is left alone so many times as long. */
    private static final int EMPTY = 5;

    private final long firstSeen = System.nanoTime();
    private Snapshot look;
    private long changedAt = System.nanoTime();
    private boolean grew;
    /** The outcome of the last attempt, or null when there was none since the delivery changed. */
    private Fate fate;

    private long attemptedAt;
    private boolean reported;

    /**
     * What the file system says of a delivery.
     *
     * @param identity what the file system knows it by; null where it does not tell
     * @param content changes whenever a file of the delivery does
     */
    record Snapshot(Object identity, boolean folder, long size, Object content) {
        static Snapshot at(Path delivery) throws IOException {
            BasicFileAttributes found = Files.readAttributes(delivery, BasicFileAttributes.class);
            return found.isDirectory()
                    ? new Snapshot(found.fileKey(), true, 0, listing(delivery))
                    : new Snapshot(
                            found.fileKey(),
                            false,
                            found.size(),
                            found.lastModifiedTime().toMillis());
        }

        private static String listing(Path folder) throws IOException {
            StringBuilder listing = new StringBuilder();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                    BasicFileAttributes found =
                            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                    listing.append(file).append(' ').append(found.size()).append(' ');
                    listing.append(found.lastModifiedTime().toMillis()).append('\n');
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return listing.toString();
        }

        private boolean isEmptyFile() {
            return !folder && size == 0;
        }

        /** Whether it is another delivery that has taken the place of the one before. */
        private boolean isAnother(Snapshot before) {
            return !Objects.equals(before.identity, identity) || size < before.size;
        }

        private boolean isChanged(Snapshot before) {
            return size != before.size || !content.equals(before.content);
        }
    }

    private SeenDelivery(Snapshot look) {
        this.look = look;
    }

    /** @param before what was known of the delivery of that name, or null */
    static SeenDelivery after(SeenDelivery before, Snapshot now) {
        return before == null || now.isAnother(before.look) ? new SeenDelivery(now) : before.update(now);
    }

    private SeenDelivery update(Snapshot now) {
        if (now.isChanged(look)) {
            grew = true;
            changedAt = System.nanoTime();
            fate = null;
            look = now;
        }
        return this;
    }

    /** Whether it was seen growing; it may then be unfinished though it has settled. */
    boolean grew() {
        return grew;
    }

    /** Whether a job may have it now. */
    boolean isDue(Duration minAge, Duration retry) {
        Duration quiet = look.isEmptyFile() ? minAge.multipliedBy(EMPTY) : minAge;
        return since(changedAt, quiet) && (fate == null || (fate != Fate.UNFINISHED && since(attemptedAt, retry)));
    }

    SeenDelivery attempted(Fate outcome) {
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
