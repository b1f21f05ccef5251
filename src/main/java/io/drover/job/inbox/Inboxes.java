package io.drover.job.inbox;

import io.drover.definition.Catalog;
import io.drover.job.control.JobLocks;
import io.drover.job.control.RunsUnderWay;
import io.drover.job.definition.JobDefinition;
import io.drover.job.delivery.FileNames;
import io.drover.job.inbox.InboxOutcome.Fate;
import io.drover.job.run.FailureMessages;
import io.drover.job.run.JobRunner;
import io.drover.provider.format.BucketSource;
import io.drover.settings.Folders;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.ledger.Deliveries;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Executions;
import io.drover.store.ledger.InboxLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inboxes of this server's jobs: jobs are run on what waits there, and what a crash has left
 * is put right. Thread-safe.
 */
public final class Inboxes {
    private static final Logger LOG = LoggerFactory.getLogger(Inboxes.class);

    private final Catalog catalog;
    private final DeliveryPlaces places;
    private final JobLocks locks;
    private final RunsUnderWay underWay;
    private final InboxMoves moves;
    private final InboxIntake intake;
    private final InboxLinks links;
    private final InboxTroubles troubles;
    private final InboxRecovery recovery;
    private final FiledDeliveries filed;
    private final InboxRuns runs;
    private final LoadedFileWatch loadedFiles;

    public Inboxes(
            Catalog catalog, Store store, Settings settings, JobRunner runner, RunsUnderWay underWay, JobLocks locks) {
        this.catalog = catalog;
        Folders folders = settings.folders();
        this.places = new DeliveryPlaces(catalog, folders);
        this.locks = locks;
        this.underWay = underWay;
        Deliveries deliveries = new Deliveries(store);
        InboxLedger ledger = new InboxLedger(store);
        this.filed = new FiledDeliveries(ledger);
        this.links = new InboxLinks(settings);
        this.moves = new InboxMoves(places, ledger, filed, store, links);
        this.intake = new InboxIntake(catalog, new InboxDrop(places, deliveries));
        this.troubles = new InboxTroubles(settings.seconds("drover.inbox.retry"));
        this.recovery = new InboxRecovery(folders, places, ledger, deliveries, moves, troubles);
        this.loadedFiles =
                new LoadedFileWatch(new Executions(store), moves, settings.seconds("drover.inbox.watch-loaded"));
        this.runs = new InboxRuns(folders, store, moves, links, runner, loadedFiles);
    }

    /** At start: brings ledger and folders together after a crash. */
    public void recover() {
        recovery.atStart();
    }

    /** How deliveries come into the inboxes. */
    public InboxIntake intake() {
        return intake;
    }

    /**
     * Runs a job on a file that lies in its inbox, and files it away.
     *
     * @param mayGrow whether it was seen growing: should it end in the middle, it then stays where it is
     */
    public InboxOutcome run(String job, Path file, boolean mayGrow) {
        try {
            InboxOutcome run = run(definition(job), file, mayGrow, false);
            troubles.forget(file);
            return run;
        } catch (IOException | RuntimeException e) {
            troubles.note(file, "waits: " + FailureMessages.of(e));
            return InboxOutcome.without(Fate.LATER);
        }
    }

    private InboxOutcome run(JobDefinition job, Path file, boolean mayGrow, boolean unfinishedToo) throws IOException {
        ReentrantLock lock = locks.of(job.name());
        lock.lock();
        try {
            if (underWay.isStopping()
                    || !places.takes(job.name(), file.getFileName().toString())) {
                return InboxOutcome.without(Fate.LATER);
            }
            return isSkipped(job.name(), file)
                    ? InboxOutcome.without(Fate.FILED)
                    : runs.run(job, file, mayGrow, unfinishedToo);
        } finally {
            lock.unlock();
        }
    }

    /** Where a job reads only the last file of a bucket: sets another one aside, unread. */
    private boolean isSkipped(String job, Path file) throws IOException {
        Optional<BucketSource> bucket = places.bucket(job).filter(BucketSource::last);
        if (bucket.isEmpty() || !Files.exists(file)) {
            return false;
        }
        List<Path> waiting = waiting(job);
        boolean last = waiting.isEmpty()
                || waiting.get(waiting.size() - 1).getFileName().equals(file.getFileName());
        if (!last) {
            LOG.info(
                    "{}  {}  is not the last; set aside as {}",
                    job,
                    file.getFileName(),
                    moves.skip(bucket.get(), file));
        }
        return !last;
    }

    /** Runs a job on every file that waits in its inbox, oldest name first; a person has asked for it. */
    public List<Execution> runAll(String job) throws IOException {
        List<Execution> executions = new ArrayList<>();
        for (Path file : waiting(job)) {
            Optional<String> refused = links.refusal(file);
            if (refused.isPresent()) {
                troubles.note(file, refused.get());
                continue;
            }
            Execution execution = run(definition(job), file, false, true).execution();
            if (execution != null) {
                executions.add(execution);
            }
        }
        return executions;
    }

    /** Puts back or files away what crashes have left aside, and looks at what was loaded just now. To be called every now and then. */
    void tidy() {
        for (String job : recovery.jobs()) {
            ReentrantLock lock = locks.of(job);
            if (!underWay.isStopping() && lock.tryLock()) { // else what lies aside is what it runs on
                try {
                    recovery.sweep(job);
                } finally {
                    lock.unlock();
                }
            }
        }
        loadedFiles.look();
        noteFiled();
    }

    /** Notes what has been filed away; of a server that stops nothing is left to note. */
    public void noteFiled() {
        filed.note();
    }

    /** Looks whether a delivery for which somebody waits still lies in its inbox; to be called again and again. */
    public void awaited(Delivery delivery) {
        ReentrantLock lock = locks.of(delivery.job());
        if (lock.tryLock()) { // else the job may just take it
            try {
                recovery.noteIfGone(delivery);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Whether a file lies in a job's inbox. */
    public boolean holds(String job, Path file) {
        Path folder = of(definition(job).name()).toAbsolutePath().normalize();
        return folder.equals(file.toAbsolutePath().normalize().getParent());
    }

    Path of(String job) {
        return places.inbox(job);
    }

    /** The deliveries in a job's inbox, files and folders, by name. */
    public List<Path> waiting(String job) throws IOException {
        Path folder = of(definition(job).name());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> !FileNames.isTemporary(file.getFileName().toString())
                                    && places.takes(job, file.getFileName().toString()))
                    .sorted(places.order(job))
                    .toList();
        }
    }

    /** What keeps files in inboxes from being loaded, one sentence each. */
    public List<String> said() {
        return troubles.said();
    }

    InboxTroubles troubles() {
        return troubles;
    }

    InboxLinks links() {
        return links;
    }

    /** The names of all jobs. */
    Set<String> jobs() {
        return catalog.current().all(JobDefinition.class).values().stream()
                .map(JobDefinition::name)
                .collect(Collectors.toSet());
    }

    private JobDefinition definition(String job) {
        return catalog.find(JobDefinition.class, job);
    }
}
