package io.drover.job.inbox;

import io.drover.job.delivery.Stamp;
import io.drover.job.run.FailureMessages;
import io.drover.store.ledger.Executions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that were loaded a short while ago. One whose writer had not closed it may still change where it was filed away: nobody would
 * load the rest, so that it is said in the history and moved to Failed. What is known of them is lost at a restart.
 */
final class LoadedFileWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedFileWatch.class);
    /** The oldest are forgotten when there are more: each is looked at again and again. */
    private static final int MOST = 5_000;

    private static final long SECOND = 1_000_000_000;

    private final Executions executions;
    private final InboxMoves moves;
    private final Duration watched;
    /** By place, the oldest first; to be used while it is locked. */
    private final Map<Path, LoadedFile> files = new LinkedHashMap<>();

    private long looked = System.nanoTime();

    private record LoadedFile(String job, Path file, Stamp stamp, long execution, long since) {}

    /** @param watched how long a file is looked at */
    LoadedFileWatch(Executions executions, InboxMoves moves, Duration watched) {
        this.executions = executions;
        this.moves = moves;
        this.watched = watched;
    }

    /** Begins to watch a file that was filed away; it is as it was when it was loaded, or not. */
    void add(String job, Path file, Stamp stamp, long execution) {
        LoadedFile loaded = new LoadedFile(job, file, stamp, execution, System.nanoTime());
        boolean changed = report(loaded);
        synchronized (files) {
            // Nothing is replaced there: one of that name was taken away, and file systems give its number to the next
            files.remove(file);
            if (!changed) {
                files.put(file, loaded);
            }
            if (files.size() > MOST) {
                files.remove(files.keySet().iterator().next());
            }
        }
    }

    /** Looks whether any has changed; once a second at most. */
    synchronized void look() {
        if (System.nanoTime() - looked < SECOND) {
            return;
        }
        looked = System.nanoTime();
        List<LoadedFile> all;
        synchronized (files) {
            all = List.copyOf(files.values());
        }
        for (LoadedFile loaded : all) {
            if (report(loaded) || System.nanoTime() - loaded.since > watched.toNanos()) {
                synchronized (files) {
                    files.remove(loaded.file, loaded);
                }
            }
        }
    }

    /** Whether it has changed, which is said then; or is not to be looked at any more. */
    private boolean report(LoadedFile loaded) {
        try {
            if (!loaded.stamp.isOf(loaded.file)) {
                return true; // somebody has taken it away, as they may
            }
            Optional<String> change = loaded.stamp.change(loaded.file);
            if (change.isEmpty()) {
                return false;
            }
            String reason =
                    "it was written to after it had been loaded (" + change.get() + "), which is not loaded; the"
                            + " whole file is in Failed now: put it into the inbox again when its writer has done";
            executions.incomplete(loaded.execution, reason);
            Path failed = moves.fail(loaded.job, loaded.file);
            LOG.error(
                    "{}  {}  {}  ({}, execution {})",
                    loaded.job,
                    loaded.file.getFileName(),
                    reason,
                    failed,
                    loaded.execution);
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "{}  {} has changed, and that could not be entered: {}",
                    loaded.job,
                    loaded.file,
                    FailureMessages.of(e));
            return false; // nothing was moved, or only that was not possible: tried again
        }
    }
}
