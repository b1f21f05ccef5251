package io.drover.job.inbox;

import io.drover.job.definition.JobDefinition;
import io.drover.job.delivery.DeliveredFile;
import io.drover.job.delivery.Hash;
import io.drover.job.delivery.Stamp;
import io.drover.job.inbox.InboxOutcome.Fate;
import io.drover.job.run.Assignment;
import io.drover.job.run.JobRunner;
import io.drover.job.run.RejectsLocation;
import io.drover.job.run.RunOptions;
import io.drover.settings.Folders;
import io.drover.store.Crashpoint;
import io.drover.store.Leases;
import io.drover.store.Store;
import io.drover.store.ledger.Deliveries;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Delivery.State;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.InboxClaims;
import io.drover.store.ledger.InboxLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs on what lies in their inboxes. What is hashed is what is loaded is what is filed away: a delivery is taken aside first, and
 * is compared with what it was then before its rows are committed. What comes meanwhile under its name is another delivery.
 */
final class InboxRuns {
    private static final Logger LOG = LoggerFactory.getLogger(InboxRuns.class);

    private final Folders folders;
    private final Deliveries deliveries;
    private final InboxClaims claims;
    private final InboxLedger ledger;
    private final InboxMoves moves;
    private final InboxLinks links;
    private final JobRunner runner;
    private final LoadedFileWatch loaded;
    private final Leases leases;

    InboxRuns(
            Folders folders,
            Store store,
            InboxMoves moves,
            InboxLinks links,
            JobRunner runner,
            LoadedFileWatch loaded) {
        this.folders = folders;
        this.leases = store.leases();
        this.deliveries = new Deliveries(store);
        this.claims = new InboxClaims(store);
        this.ledger = new InboxLedger(store);
        this.moves = moves;
        this.links = links;
        this.runner = runner;
        this.loaded = loaded;
    }

    /**
     * Runs a job on a file of its inbox, and files it away. An older one of its name that waits aside comes first.
     *
     * @param mayGrow whether it was seen growing: should it end in the middle, it then goes back
     * @param unfinishedToo whether to read it though it has not changed since it ended in the middle
     */
    InboxOutcome run(JobDefinition job, Path file, boolean mayGrow, boolean unfinishedToo) throws IOException {
        String name = file.getFileName().toString();
        Optional<Path> older = older(job, name);
        if (older.isPresent()) {
            String folder = older.get().getParent().getFileName().toString();
            InboxOutcome run = ledger.find(job.name(), folder)
                            .filter(InboxLedger.HeldDelivery::held)
                            .isPresent()
                    ? InboxOutcome.without(Fate.BUSY)
                    : take(job, name, folder, false, true);
            return run.fate() == Fate.UNFINISHED ? new InboxOutcome(Fate.LATER, run.execution()) : run;
        }
        Optional<String> refused = links.refusal(file);
        if (refused.isPresent()) {
            throw new IOException(refused.get());
        }
        return take(job, name, null, mayGrow, unfinishedToo);
    }

    private Optional<Path> older(JobDefinition job, String name) throws IOException {
        Path aside = moves.aside(job.name());
        if (!Files.isDirectory(aside)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(aside)) {
            return folders.map(folder -> folder.resolve(name))
                    .filter(Files::exists)
                    .findFirst();
        }
    }

    /** @param aside the folder in which it lies already; null: it lies in the inbox */
    private InboxOutcome take(JobDefinition job, String name, String aside, boolean mayGrow, boolean unfinishedToo)
            throws IOException {
        Optional<Delivery> claimed = claims.take(job.name(), name, aside);
        if (claimed.isEmpty()) {
            return InboxOutcome.without(Fate.BUSY);
        }
        Delivery taken = claimed.get();
        Crashpoint.reached("import.beforeTake");
        if (aside == null) {
            try {
                moves.takeAside(taken);
            } catch (NoSuchFileException e) {
                claims.withdraw(taken);
                return InboxOutcome.without(Fate.FILED); // by another node
            } catch (IOException | RuntimeException e) {
                claims.withdraw(taken);
                throw e;
            }
        }
        Crashpoint.reached("import.afterTake");
        try {
            return runTaken(job, taken, mayGrow, unfinishedToo);
        } finally {
            deliveries.settled(taken); // now, not at the commit: a task that has completed has its files in the archive
        }
    }

    private InboxOutcome runTaken(JobDefinition job, Delivery taken, boolean mayGrow, boolean unfinishedToo)
            throws IOException {
        Path file = moves.path(taken);
        IdentifiedDelivery identified = identify(taken, file, unfinishedToo);
        Delivery delivery = identified.delivery();
        Execution execution = null;
        if (delivery.state() == State.Running) {
            execution = runner.run(new Assignment(
                    job,
                    delivery,
                    new DeliveredFile(file, identified.stamp(), mayGrow),
                    RejectsLocation.of(folders, job, delivery.file()),
                    RunOptions.NONE));
        } else if (delivery.state() == State.Duplicate) {
            LOG.info("{}  {}  has the content that was loaded last; moved to Archive", job.name(), delivery.file());
        }
        Crashpoint.reached("import.beforeMove");
        return new InboxOutcome(settle(delivery, identified.stamp(), execution), execution);
    }

    /** A taken delivery whose content is known: its state says whether it is to be loaded. */
    private record IdentifiedDelivery(Delivery delivery, Stamp stamp) {}

    private IdentifiedDelivery identify(Delivery taken, Path file, boolean unfinishedToo) throws IOException {
        try {
            Optional<String> refused = links.refusal(file);
            if (refused.isPresent()) {
                throw new IOException(refused.get());
            }
            Stamp stamp = Stamp.of(file);
            // To hash a large file may take longer than a lease
            Delivery delivery =
                    leases.during(taken, () -> {}, () -> claims.identify(taken, Hash.of(file), unfinishedToo));
            return new IdentifiedDelivery(delivery, stamp);
        } catch (IOException | RuntimeException | Error e) {
            putBackAfter(e, taken);
            throw e;
        }
    }

    private void putBackAfter(Throwable failure, Delivery taken) {
        try {
            moves.putBack(taken);
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e); // it is put back when nobody holds it any more
        }
    }

    /** Files it away, or puts it back, as the ledger says that the run has ended. */
    private Fate settle(Delivery before, Stamp stamp, Execution execution) throws IOException {
        if (execution != null && execution.status().isLoaded()) { // which was committed with the end of the delivery
            Path filed = moves.fileAway(before, true);
            if (filed != null) {
                loaded.add(before.job(), filed, stamp, execution.id());
            }
            return Fate.FILED;
        }
        Delivery now = deliveries.find(before.id()).orElseThrow();
        if (now.version() != before.version() || now.state() == State.Running) {
            return Fate.LATER; // another node has taken it over, and has the file
        }
        if (now.state() == State.Waiting || now.state() == State.Unfinished) {
            moves.putBack(now);
            return now.state() == State.Waiting ? Fate.LATER : Fate.UNFINISHED;
        }
        moves.fileAway(now);
        return Fate.FILED;
    }
}
