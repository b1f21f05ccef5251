package io.drover.job.inbox;

import io.drover.job.inbox.InboxOutcome.Fate;
import io.drover.job.run.Reasons;
import io.drover.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders in the inboxes: each is one delivery, such as the pages of one answer. Camel's file consumer gives files only, so the
 * route {@code inbox-folders} asks here. As with files, a folder is left alone until nothing in it changes any more.
 */
public final class FolderConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(FolderConsumer.class);

    private final Inboxes inboxes;
    private final InboxTroubles troubles;
    private final InboxLinks links;
    private final ExecutorService threads;
    private final Duration minAge;
    private final Duration retry;
    private final Map<Path, Look> seen = new HashMap<>();
    private final Set<Path> running = ConcurrentHashMap.newKeySet();

    /**
     * What was seen of a folder.
     *
     * @param content changes whenever a file in it does
     * @param next when it may be tried, of the monotonic clock
     */
    private record Look(String content, long next) {}

    /** @param threads run the jobs */
    public FolderConsumer(Inboxes inboxes, Settings settings, ExecutorService threads) {
        this.inboxes = inboxes;
        this.troubles = inboxes.troubles();
        this.links = inboxes.links();
        this.threads = threads;
        this.minAge = settings.seconds("drover.inbox.min-age");
        this.retry = settings.seconds("drover.inbox.retry");
    }

    /**
     * Looks at all inboxes, and gives the folders that have settled to their jobs; of anything else it says what nobody will read.
     * Called by one thread at a time.
     */
    public void look() {
        inboxes.tidy();
        for (String job : inboxes.jobs()) {
            troubles.attempt(inboxes.of(job), () -> look(job));
        }
        seen.keySet().removeIf(folder -> !Files.isDirectory(folder));
    }

    private void look(String job) throws IOException {
        for (Path entry : inboxes.waiting(job)) {
            if (Files.isDirectory(entry) || Files.isSymbolicLink(entry)) {
                troubles.attempt(entry, () -> look(job, entry));
            }
        }
    }

    private void look(String job, Path entry) throws IOException {
        Optional<String> refused = links.refusal(entry);
        if (refused.isPresent()) {
            throw new IOException(refused.get());
        }
        if (Files.isDirectory(entry) && !running.contains(entry) && isDue(entry)) {
            running.add(entry);
            threads.execute(() -> run(job, entry));
        }
    }

    private boolean isDue(Path folder) throws IOException {
        String content = content(folder);
        long now = System.nanoTime();
        Look before = seen.get(folder);
        if (before == null || !before.content.equals(content)) {
            seen.put(folder, new Look(content, now + minAge.toNanos()));
            return minAge.isZero();
        }
        if (now - before.next < 0) {
            return false;
        }
        seen.put(folder, new Look(content, now + retry.toNanos()));
        return true;
    }

    private static String content(Path folder) throws IOException {
        StringBuilder content = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                content.append(file).append(' ').append(attributes.size()).append(' ');
                content.append(attributes.lastModifiedTime().toMillis()).append('\n');
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return content.toString();
    }

    private void run(String job, Path folder) {
        try {
            Fate fate = inboxes.run(job, folder, false).fate();
            LOG.debug("{}  {}  {}", job, folder.getFileName(), fate);
        } catch (Throwable e) {
            LOG.warn("{}  {}  waits: {}", job, folder.getFileName(), Reasons.of(e));
        } finally {
            running.remove(folder);
        }
    }
}
