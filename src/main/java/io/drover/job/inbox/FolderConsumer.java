package io.drover.job.inbox;

import io.drover.job.inbox.InboxOutcome.Fate;
import io.drover.job.run.FailureMessages;
import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders in the inboxes: each is one delivery, such as the pages of one answer. Camel's file consumer gives files only, and none with a
 * backslash in its name, so the route {@code inbox-folders} asks here. As with files, a folder is left alone until nothing in it changes any more.
 */
public final class FolderConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(FolderConsumer.class);

    private final Inboxes inboxes;
    private final InboxTroubles troubles;
    private final InboxLinks links;
    private final ExecutorService threads;
    private final SettledDeliveries settled;
    private final Set<Path> running = ConcurrentHashMap.newKeySet();

    /** @param threads run the jobs */
    public FolderConsumer(Inboxes inboxes, Settings settings, ExecutorService threads) {
        this.inboxes = inboxes;
        this.troubles = inboxes.troubles();
        this.links = inboxes.links();
        this.threads = threads;
        this.settled = new SettledDeliveries(settings);
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
        settled.forgetThoseGone();
    }

    private void look(String job) throws IOException {
        for (Path entry : inboxes.waiting(job)) {
            if (isOwn(entry) || Files.isSymbolicLink(entry)) {
                troubles.attempt(entry, () -> look(job, entry));
            }
        }
    }

    /** Folders, and files whose names Camel's consumer takes for those of folders, and finds no file by. */
    private static boolean isOwn(Path entry) {
        return Files.isDirectory(entry) || entry.getFileName().toString().indexOf('\\') >= 0;
    }

    private void look(String job, Path entry) throws IOException {
        Optional<String> refused = links.refusal(entry);
        if (refused.isPresent()) {
            throw new IOException(refused.get());
        }
        SeenDelivery seen = isOwn(entry) ? settled.look(entry) : null;
        if (seen != null && !running.contains(entry) && settled.isDue(seen)) {
            running.add(entry);
            threads.execute(() -> run(job, entry, seen.grew() && !Files.isDirectory(entry)));
        }
    }

    /** @param mayGrow not a folder, which is renamed when it is whole */
    private void run(String job, Path folder, boolean mayGrow) {
        Fate fate = Fate.LATER;
        try {
            fate = inboxes.run(job, folder, mayGrow).fate();
            LOG.debug("{}  {}  {}", job, folder.getFileName(), fate);
        } catch (Throwable e) {
            LOG.warn("{}  {}  waits: {}", job, folder.getFileName(), FailureMessages.of(e));
        } finally {
            settled.attempted(folder, fate);
            running.remove(folder);
        }
    }
}
