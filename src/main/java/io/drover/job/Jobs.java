package io.drover.job;

import io.drover.definition.Catalog;
import io.drover.job.HandedOver.Receiver;
import io.drover.job.InboxRun.Fate;
import io.drover.job.definition.JobDefinition;
import io.drover.provider.FileSource;
import io.drover.provider.sql.SqlSource;
import io.drover.settings.Folders;
import io.drover.settings.Settings;
import io.drover.store.Bookkeeping;
import io.drover.store.Deliveries;
import io.drover.store.Delivery;
import io.drover.store.Execution;
import io.drover.store.Executions;
import io.drover.store.InboxLedger;
import io.drover.store.Store;
import io.drover.store.TaskRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jobs of this server: what routes, the API and the command line ask for. A job runs one delivery at a time; who comes
 * while it runs waits. Thread-safe.
 */
public final class Jobs {
    /** How long between two attempts to get a job that another node runs. */
    private static final long BUSY_MILLIS = 250;

    private final Catalog catalog;
    private final Deliveries deliveries;
    private final Bookkeeping bookkeeping;
    private final Inbox inbox;
    private final InboxDrop drops;
    private final InboxLinks links;
    private final InboxTroubles troubles;
    private final InboxRecovery recovery;
    private final InboxRuns inboxRuns;
    private final LoadedFiles loadedFiles;
    private final Folders folders;
    private final JobRunner runner;
    private final JobDrafts drafts;
    private final MessageJobs messageJobs;
    private final HandedOver handedOver;
    private final Duration waitWarning;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** @param taskParameters the parameters of a task by its name, as they are written */
    public Jobs(
            Catalog catalog,
            Store store,
            Settings settings,
            List<ExecutionListener> listeners,
            Function<String, Map<String, String>> taskParameters) {
        this.bookkeeping = store.bookkeeping();
        this.catalog = catalog;
        this.folders = settings.folders();
        this.deliveries = new Deliveries(store);
        InboxLedger ledger = new InboxLedger(store);
        this.links = new InboxLinks(settings);
        this.inbox = new Inbox(folders, ledger, deliveries, bookkeeping, links);
        this.drops = new InboxDrop(folders, deliveries);
        this.troubles = new InboxTroubles(settings.seconds("drover.inbox.retry"));
        this.recovery = new InboxRecovery(folders, ledger, deliveries, inbox, troubles);
        this.loadedFiles = new LoadedFiles(new Executions(store), inbox, settings.seconds("drover.inbox.watch-loaded"));
        Providers providers = new Providers(store, folders, settings);
        MappingContexts contexts = new MappingContexts(taskParameters, providers);
        this.drafts = new JobDrafts(providers, contexts, store);
        this.runner = new JobRunner(
                store,
                providers,
                contexts,
                settings.number("drover.jobs.parallel"),
                settings.seconds("drover.jobs.cancel-patience"),
                listeners);
        this.inboxRuns = new InboxRuns(deliveries, ledger, inbox, links, runner, loadedFiles, store.leases());
        this.messageJobs = new MessageJobs(store, runner, inbox, this::lock, () -> stopping);
        this.waitWarning = settings.seconds("drover.jobs.wait-warning");
        this.handedOver = new HandedOver(settings, this::run);
    }

    /** The jobs as queues run them. */
    public MessageJobs forMessages() {
        return messageJobs;
    }

    /** At start: brings ledger and folders together after a crash. */
    public void recover() {
        recovery.atStart();
    }

    /** Stops the loads under way; their deliveries wait for the next start. */
    public void stop() {
        stopping = true;
        runner.stop();
        bookkeeping.stop();
    }

    /**
     * The runs of this server that wait to begin for longer than drover.jobs.wait-warning: for what, since when, and who has it;
     * one sentence each.
     */
    public List<String> waiting() {
        return runner.waiting(waitWarning);
    }

    /** Cancels a run, when it is one of this server's; on other nodes its entry in the history has to ask for it. */
    public void cancel(long execution) {
        runner.cancel(execution);
    }

    /**
     * Puts content into a job's inbox, whole or not at all.
     *
     * @param origin what the file's name begins with; null: the job
     * @param fileName the name that the file keeps, unless another one has it; null: it is named after origin and time
     * @return the file
     * @throws io.drover.provider.DeliveryException when the check fails
     */
    Path drop(String job, String origin, String fileName, InputStream content, DropOptions options) throws IOException {
        String name = nameOfReader(job);
        Iterator<String> names = fileName == null
                ? FileNames.of(origin == null ? name : origin)
                : FileNames.like(FileNames.safe(fileName));
        return drops.drop(name, names, content, options);
    }

    /** Puts the files of a folder into a job's inbox as one delivery, all of them or none; the folder stays where it is. */
    Path dropFolder(String job, String origin, String folderName, Path content, DropOptions options)
            throws IOException {
        String name = nameOfReader(job);
        Iterator<String> names = folderName == null
                ? FileNames.ofFolder(origin == null ? name : origin)
                : FileNames.like(FileNames.safe(folderName));
        return drops.dropFolder(name, names, content, options);
    }

    private String nameOfReader(String job) {
        String name = definition(job).name();
        if (!readsFiles(name)) {
            throw new IllegalArgumentException("job " + name + " reads a database; it has no inbox");
        }
        return name;
    }

    /**
     * Puts what a task's run has fetched into a job's inbox, whole or not at all; the run waits for the job.
     *
     * @param content a file, or a folder whose files are one delivery
     * @return where it lies
     */
    public Path deliver(String job, TaskRun run, Path content) throws IOException {
        DropOptions options = new DropOptions(null, false, run.id(), Duration.ofHours(1));
        if (Files.isDirectory(content)) {
            return dropFolder(job, run.task(), null, content, options);
        }
        try (InputStream in = Files.newInputStream(content)) {
            return drop(job, run.task(), null, in, options);
        }
    }

    /**
     * Runs a job on a file that lies in its inbox, and files it away.
     *
     * @param mayGrow whether it was seen growing: should it end in the middle, it then stays where it is
     */
    InboxRun runFromInbox(String job, Path file, boolean mayGrow) {
        try {
            InboxRun run = runFromInbox(definition(job), file, mayGrow, false);
            troubles.forget(file);
            return run;
        } catch (IOException | RuntimeException e) {
            troubles.note(file, "waits: " + Reasons.of(e));
            return InboxRun.without(Fate.LATER);
        }
    }

    private InboxRun runFromInbox(JobDefinition job, Path file, boolean mayGrow, boolean unfinishedToo)
            throws IOException {
        ReentrantLock lock = lock(job);
        lock.lock();
        try {
            return stopping ? InboxRun.without(Fate.LATER) : inboxRuns.run(job, file, mayGrow, unfinishedToo);
        } finally {
            lock.unlock();
        }
    }

    /** Puts back or files away what crashes have left aside, and looks at what was loaded just now. To be called every now and then. */
    void tidy() {
        for (String job : recovery.jobs()) {
            ReentrantLock lock = locks.computeIfAbsent(job, name -> new ReentrantLock(true));
            if (!stopping && lock.tryLock()) { // else what lies aside is what it runs on
                try {
                    recovery.sweep(job);
                } finally {
                    lock.unlock();
                }
            }
        }
        loadedFiles.look();
    }

    /** Looks whether a delivery for which somebody waits still lies in its inbox; to be called again and again. */
    public void awaited(Delivery delivery) {
        ReentrantLock lock = locks.computeIfAbsent(delivery.job(), name -> new ReentrantLock(true));
        if (lock.tryLock()) { // else the job may just take it
            try {
                recovery.noteIfGone(delivery);
            } finally {
                lock.unlock();
            }
        }
    }

    InboxTroubles troubles() {
        return troubles;
    }

    InboxLinks links() {
        return links;
    }

    /** What keeps files in inboxes from being loaded, one sentence each. */
    public List<String> inboxTroubles() {
        return troubles.said();
    }

    /** Runs a job on every file that waits in its inbox, oldest name first; a person has asked for it. */
    public List<Execution> runInbox(String job) throws IOException {
        List<Execution> executions = new ArrayList<>();
        for (Path file : waiting(job)) {
            Optional<String> refused = links.refusal(file);
            if (refused.isPresent()) {
                troubles.note(file, refused.get());
                continue;
            }
            Execution execution =
                    runFromInbox(definition(job), file, false, true).execution();
            if (execution != null) {
                executions.add(execution);
            }
        }
        return executions;
    }

    /** Whether a file lies in a job's inbox. */
    boolean isInInbox(String job, Path file) {
        Path folder = folders.inbox(definition(job).name()).toAbsolutePath().normalize();
        return folder.equals(file.toAbsolutePath().normalize().getParent());
    }

    Path inboxOf(String job) {
        return folders.inbox(job);
    }

    /** The names of all jobs. */
    Set<String> names() {
        return catalog.current().all(JobDefinition.class).values().stream()
                .map(JobDefinition::name)
                .collect(Collectors.toSet());
    }

    /** The deliveries in a job's inbox, files and folders, by name. */
    public List<Path> waiting(String job) throws IOException {
        Path folder = folders.inbox(definition(job).name());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> !FileNames.isTemporary(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Runs a job on a file that stays where it is. Waits while the job runs something else.
     *
     * @param name what the file is called in the history
     */
    public Execution run(String job, Path file, String name, Long taskRun) throws IOException {
        JobDefinition definition = definition(job);
        if (definition.source() instanceof SqlSource) {
            throw new IllegalArgumentException("job " + definition.name() + " reads a database; run it without a file");
        }
        String safeName = FileNames.safe(name);
        ReentrantLock lock = lock(definition);
        lock.lock();
        try {
            Stamp stamp = Stamp.of(file);
            Delivery delivery = claim(definition.name(), safeName, Hash.of(file), taskRun);
            Path rejects = inbox.rejects(definition, safeName);
            return runner.run(new Assignment(definition, delivery, file, rejects, false, stamp));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs a job on a file up to the commit, and undoes it. Waits while the job runs on this server.
     *
     * @param file what to read; null when the job's source is no file
     * @param limit the most records to read; null for all
     */
    public DryRun dryRun(String job, Path file, String name, Long limit) throws IOException {
        JobDefinition definition = definition(job);
        ReentrantLock lock = lock(definition);
        lock.lock();
        try {
            return runner.dryRun(definition, file, name == null ? null : FileNames.safe(name), limit);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What can be known to be wrong of a data package before a job reads it: no zip, encrypted, without manifest or header, files in
     * folders or missing, none of the job's entities.
     *
     * @return what is wrong, for whoever sent it; empty when nothing is
     */
    public Optional<String> problemOfPackage(String job, Path file) throws IOException {
        return PackageCheck.problem(definition(job), file);
    }

    /**
     * The labels of the entities that a data package has.
     *
     * @throws IllegalArgumentException when it is none; the message says why
     */
    public List<String> entitiesOfPackage(Path file) throws IOException {
        return PackageCheck.entities(file);
    }

    /** Whether a job reads deliveries; else it reads a database, and runs without one. */
    public boolean readsFiles(String job) {
        return definition(job).source() instanceof FileSource;
    }

    /** Whether deliveries are fetched for a job from an endpoint. */
    public boolean fetches(String job) {
        return definition(job).source() instanceof FileSource source && source.endpoint() != null;
    }

    /** Runs a job that reads no delivery. Waits while the job runs already. */
    public Execution run(String job, Long taskRun) throws IOException {
        return run(job, Map.of(), taskRun);
    }

    /**
     * Runs a job that reads no delivery, with values of its own for the parameters of its queries.
     *
     * @throws IllegalArgumentException when it has no such parameter
     */
    Execution run(String job, Map<String, String> parameters, Long taskRun) throws IOException {
        return run(RunParameters.apply(definition(job), parameters), taskRun, MessageWork.NONE);
    }

    /** Runs a job and hands over what it wrote, see {@link HandedOver#run}. */
    Execution run(String job, Map<String, String> parameters, boolean emptyToo, Long taskRun, Receiver receiver)
            throws IOException {
        return handedOver.run(definition(job), parameters, emptyToo, taskRun, receiver);
    }

    private Execution run(JobDefinition definition, Long taskRun, MessageWork work) throws IOException {
        if (!(definition.source() instanceof SqlSource source)) {
            throw new IllegalArgumentException("job " + definition.name() + " reads files; give it one");
        }
        ReentrantLock lock = lock(definition);
        lock.lock();
        try {
            Delivery delivery = claim(definition.name(), source.dataSource(), Hash.NONE, taskRun);
            Path rejects = inbox.rejects(definition, FileNames.of(definition.name(), Instant.now()));
            return runner.run(new Assignment(definition, delivery, null, rejects, false, work));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Drafts a job that loads files like this one.
     *
     * @param to {@code TABLE}, {@code DATASOURCE/TABLE} or {@code DATASOURCE}
     * @param name of the job; null: after the file
     * @return its definition, which is valid and runs
     * @throws IllegalArgumentException when there cannot be one; the message says why
     */
    public String draft(Path file, String fileName, String to, String name) throws IOException, SQLException {
        return drafts.draft(file, FileNames.safe(fileName), to, name);
    }

    private Delivery claim(String job, String name, String sha256, Long taskRun) throws IOException {
        while (!stopping) {
            Optional<Delivery> claimed = deliveries.claim(job, name, sha256, taskRun);
            if (claimed.isPresent()) {
                return claimed.get();
            }
            try {
                Thread.sleep(BUSY_MILLIS); // another node runs the job; there is nothing to be told by
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new IOException("the server is stopping");
    }

    /**
     * Waits for jobs that are not known yet while definitions are being loaded.
     *
     * @throws io.drover.definition.UnknownNameException when one does not come; the message lists those there are
     */
    void awaitDefinitions(List<String> jobs) throws InterruptedException {
        for (String job : jobs) {
            catalog.settled(() -> catalog.find(JobDefinition.class, job));
        }
    }

    /**
     * The definition of a job.
     *
     * @throws io.drover.definition.UnknownNameException when there is none of that name; the message lists those there are
     */
    public JobDefinition definition(String job) {
        return catalog.find(JobDefinition.class, job);
    }

    private ReentrantLock lock(JobDefinition job) {
        return locks.computeIfAbsent(job.name(), name -> new ReentrantLock(true));
    }
}
