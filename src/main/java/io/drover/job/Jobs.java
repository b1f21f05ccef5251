package io.drover.job;

import io.drover.bucket.Buckets;
import io.drover.collection.RecordCollections;
import io.drover.collection.definition.CollectionDefinition;
import io.drover.definition.Catalog;
import io.drover.job.control.JobLocks;
import io.drover.job.control.RunAdmission;
import io.drover.job.control.RunsUnderWay;
import io.drover.job.definition.JobDefinition;
import io.drover.job.delivery.FileNames;
import io.drover.job.draft.JobDrafts;
import io.drover.job.dry.DryRun;
import io.drover.job.dry.DryRunner;
import io.drover.job.export.HandoverRuns;
import io.drover.job.export.HandoverRuns.Receiver;
import io.drover.job.inbox.HeldBucketFiles;
import io.drover.job.inbox.Inboxes;
import io.drover.job.provider.Providers;
import io.drover.job.run.ExecutionListener;
import io.drover.job.run.JobRunner;
import io.drover.job.run.MappingContexts;
import io.drover.job.run.RunOptions;
import io.drover.job.run.RunParameters;
import io.drover.provider.format.FileSource;
import io.drover.settings.Settings;
import io.drover.store.Bookkeeping;
import io.drover.store.Store;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Executions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The jobs of this server: what routes, the API and the command line ask for. A job runs one delivery at a time; who comes
 * while it runs waits. Thread-safe.
 *
 * <pre>{@code
 * Execution execution = jobs.run("Products", Path.of("products.csv"), "products.csv", null);
 * // execution.status() is Completed, its counts say what was inserted, updated, rejected
 * }</pre>
 */
public final class Jobs {
    private final Catalog catalog;
    private final Bookkeeping bookkeeping;
    private final JobLocks locks = new JobLocks();
    private final RunsUnderWay underWay;
    private final RunAdmission admission;
    private final RequestedRuns requested;
    private final Inboxes inboxes;
    private final Buckets buckets;
    private final MessageJobs messageJobs;
    private final HandoverRuns handedOver;
    private final DryRunner dryRunner;
    private final JobDrafts drafts;
    private final Duration waitWarning;

    /** @param taskParameters the parameters of a task by its name, as they are written */
    public Jobs(
            Catalog catalog,
            Store store,
            Settings settings,
            RecordCollections collections,
            List<ExecutionListener> listeners,
            Function<String, Map<String, String>> taskParameters) {
        this.bookkeeping = store.bookkeeping();
        this.catalog = catalog;
        Providers providers = new Providers(
                store,
                settings.folders(),
                settings,
                name -> collections.open(catalog.find(CollectionDefinition.class, name)));
        MappingContexts contexts = new MappingContexts(taskParameters, providers);
        this.underWay = new RunsUnderWay(new Executions(store), settings.seconds("drover.jobs.cancel-patience"));
        this.admission = new RunAdmission(store, settings.number("drover.jobs.parallel"), underWay);
        JobRunner runner = new JobRunner(store, providers, contexts, admission, underWay, listeners);
        this.requested = new RequestedRuns(store, settings.folders(), runner, underWay, locks);
        this.inboxes = new Inboxes(catalog, store, settings, runner, underWay, locks);
        this.buckets =
                new Buckets(catalog, settings.folders(), store, new HeldBucketFiles(catalog, settings.folders()));
        this.messageJobs = new MessageJobs(store, settings.folders(), runner, underWay, locks);
        this.handedOver = new HandoverRuns(settings, requested::onSource);
        this.dryRunner = new DryRunner(providers, contexts, admission, underWay);
        this.drafts = new JobDrafts(providers, contexts, store);
        this.waitWarning = settings.seconds("drover.jobs.wait-warning");
    }

    /** The inboxes of the jobs. */
    public Inboxes inboxes() {
        return inboxes;
    }

    /** The buckets, whose files jobs read too. */
    public Buckets buckets() {
        return buckets;
    }

    /** The jobs as queues run them. */
    public MessageJobs forMessages() {
        return messageJobs;
    }

    /** Stops the loads under way; their deliveries wait for the next start. */
    public void stop() {
        underWay.stop();
        bookkeeping.stop();
        inboxes.noteFiled();
    }

    /**
     * The runs of this server that wait to begin for longer than drover.jobs.wait-warning: for what, since when, and who has it;
     * one sentence each.
     */
    public List<String> waiting() {
        return admission.waiting(waitWarning);
    }

    /** Cancels a run, when it is one of this server's; on other nodes its entry in the history has to ask for it. */
    public void cancel(long execution) {
        underWay.cancel(execution);
    }

    /**
     * Runs a job on a file that stays where it is. Waits while the job runs something else.
     *
     * @param name what the file is called in the history
     */
    public Execution run(String job, Path file, String name, Long taskRun) throws IOException {
        return requested.onFile(definition(job), file, name, taskRun);
    }

    /**
     * Runs a job so that it only validates. Waits while the job runs something else.
     *
     * @param file what to read; null when the job's source is no file
     */
    public Execution validate(String job, Path file, String name) throws IOException {
        JobDefinition definition = definition(job).onlyValidating();
        return file == null
                ? requested.onSource(definition, null, RunOptions.NONE)
                : requested.onFile(definition, file, name, null);
    }

    /**
     * Runs a job on a file up to the commit, and undoes it. Waits while the job runs on this server.
     *
     * @param file what to read; null when the job's source is no file
     * @param limit the most records to read; null for all
     */
    public DryRun dryRun(String job, Path file, String name, Long limit) throws IOException {
        JobDefinition definition = definition(job);
        ReentrantLock lock = locks.of(definition.name());
        lock.lock();
        try {
            return dryRunner.run(definition, file, name == null ? null : FileNames.safe(name), limit);
        } finally {
            lock.unlock();
        }
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
        return requested.onSource(RunParameters.apply(definition(job), parameters), taskRun, RunOptions.NONE);
    }

    /** Runs a job and hands over what it wrote, see {@link HandoverRuns#run}. */
    Execution run(String job, Map<String, String> parameters, boolean emptyToo, Long taskRun, Receiver receiver)
            throws IOException {
        return handedOver.run(definition(job), parameters, emptyToo, taskRun, receiver);
    }

    /**
     * Drafts a job that loads files like this one.
     *
     * @param to {@code TABLE}, {@code DATASOURCE/TABLE} or {@code DATASOURCE}
     * @param name of the job; null: after the file
     * @return its definition, which is valid and runs
     * @throws IllegalArgumentException when there cannot be one; the message says why
     */
    public String draft(Path file, String fileName, String to, String name, boolean header)
            throws IOException, SQLException {
        return drafts.draft(file, FileNames.safe(fileName), to, name, header);
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
}
