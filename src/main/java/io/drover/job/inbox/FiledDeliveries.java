package io.drover.job.inbox;

import io.drover.bucket.file.FolderSync;
import io.drover.job.run.FailureMessages;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.InboxLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was filed away and is not noted yet. Folders are flushed to the disk, and then the ledger notes what lies in them: for many files at
 * once, as each alone would wait for the disk for longer than it takes to load. Until then a file is as after a crash just after its move, which
 * {@link InboxRecovery} puts right. Thread-safe.
 */
final class FiledDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(FiledDeliveries.class);
    /** Then the next one waits for them, so that no more are left to put right. */
    private static final int MOST = 200;

    private final InboxLedger ledger;
    private final ReentrantLock noting = new ReentrantLock();
    private List<Delivery> deliveries = new ArrayList<>();
    private Set<Path> folders = new LinkedHashSet<>();

    FiledDeliveries(InboxLedger ledger) {
        this.ledger = ledger;
    }

    /** @param folder in which it lies now, or null when it was not there any more */
    void add(Delivery delivery, Path folder) {
        int waiting;
        synchronized (this) {
            deliveries.add(delivery);
            if (folder != null) {
                folders.add(folder);
            }
            waiting = deliveries.size();
        }
        if (waiting >= MOST) {
            note();
        }
    }

    /** Notes them; to be called every now and then. What cannot be noted waits. When it returns, nobody else is noting any more. */
    void note() {
        noting.lock();
        try {
            noteAll();
        } finally {
            noting.unlock();
        }
    }

    private void noteAll() {
        List<Delivery> filed;
        Set<Path> changed;
        synchronized (this) {
            filed = deliveries;
            changed = folders;
            deliveries = new ArrayList<>();
            folders = new LinkedHashSet<>();
        }
        if (filed.isEmpty()) {
            return;
        }
        try {
            for (Path folder : changed) {
                FolderSync.sync(folder);
            }
            ledger.moved(filed);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} files are filed away, which cannot be noted yet: {}", filed.size(), FailureMessages.of(e));
            synchronized (this) {
                deliveries.addAll(filed);
                folders.addAll(changed);
            }
        }
    }
}
