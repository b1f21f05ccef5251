package io.drover.job.inbox;

import io.drover.job.inbox.InboxOutcome.Fate;
import io.drover.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the inbox route have a file only when its writer has left it alone for a while, and reports files that do not come to
 * an end. Camel's own {@code readLock=changed} does the first but not the second, and sleeps a second for each file.
 */
public final class SettledReadLock extends MarkerlessReadLock<File> {
    /** Exchange property: whether the file was seen growing; it may then be unfinished though it has settled. */
    public static final String GREW = "DroverFileGrew";
    /** Exchange property: what the job made of the file, a {@link Fate}. */
    public static final String FATE = "DroverFileFate";

    private static final Logger LOG = LoggerFactory.getLogger(SettledReadLock.class);

    private final SettledDeliveries settled;
    private final InboxLinks links;
    /** Folders whose job another node runs: their files wait for the next look, so that none overtakes another. */
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    public SettledReadLock(Settings settings) {
        this.settled = new SettledDeliveries(settings);
        this.links = new InboxLinks(settings);
    }

    @Override
    public boolean acquireExclusiveReadLock(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        if (links.isRefused(file.getFile().toPath())) {
            return false; // FolderConsumer says so
        }
        String folder = file.getFile().getParent();
        if (exchange.getProperty(ExchangePropertyKey.BATCH_INDEX, 0, Integer.class) == 0) {
            busy.remove(folder);
            settled.forgetThoseGone();
        }
        Path path = path(file);
        SeenDelivery now;
        try {
            now = settled.look(path);
        } catch (IOException e) {
            return false; // gone since the folder was listed
        }
        boolean due = settled.isDue(now);
        if (!due && settled.isToBeReported(now)) {
            LOG.warn("{}", complaint(path));
        }
        exchange.setProperty(GREW, now.grew());
        return due && !busy.contains(folder);
    }

    private static Path path(GenericFile<File> file) {
        return file.getFile().toPath().toAbsolutePath();
    }

    /** What is wrong with the files that do not come to an end, one sentence each. */
    public List<String> stuck() {
        return settled.stuck().stream().map(this::complaint).toList();
    }

    private String complaint(Path path) {
        return path.getParent().getFileName() + "/" + path.getFileName()
                + " lies in the inbox for more than " + settled.maxWait().toSeconds()
                + " s and is not complete; it stays there: let its writer finish it, or remove it";
    }

    @Override
    public void releaseExclusiveReadLockOnCommit(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        Fate fate = exchange.getProperty(FATE, Fate.LATER, Fate.class);
        if (fate == Fate.BUSY) {
            busy.add(file.getFile().getParent());
        } else {
            settled.attempted(path(file), fate);
        }
    }

    @Override
    public void releaseExclusiveReadLockOnRollback(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        releaseExclusiveReadLockOnCommit(operations, file, exchange);
    }
}
