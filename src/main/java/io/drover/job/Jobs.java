package io.drover.job;

import io.drover.definition.Catalog;
import io.drover.definition.JobDefinition;
import io.drover.settings.Folders;
import io.drover.settings.Settings;
import io.drover.store.Deliveries;
import io.drover.store.Delivery;
import io.drover.store.Delivery.State;
import io.drover.store.Execution;
import io.drover.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of this server: what routes, the API and the command line ask for. A job runs one delivery at a time; who comes
 * while it runs waits. Thread-safe.
 */
public final class Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    /** How long between two attempts to get a job that another node runs. */
    private static final long BUSY_MILLIS = 250;

    private final Catalog catalog;
    private final Deliveries deliveries;
    private final Inbox inbox;
    private final Folders folders;
    private final JobRunner runner;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    public Jobs(Catalog catalog, Store store, Settings settings, List<ExecutionListener> listeners) {
        this.catalog = catalog;
        this.folders = settings.folders();
        this.deliveries = new Deliveries(store);
        this.inbox = new Inbox(folders, deliveries);
        this.runner = new JobRunner(store, settings.number("drover.jobs.parallel"), listeners);
    }

    /** At start: brings ledger and folders together after a crash. */
    public void recover() throws IOException {
        inbox.recover();
    }

    /** Stops the loads under way; their deliveries wait for the next start. */
    public void stop() {
        stopping = true;
        runner.stop();
    }

    /**
     * Puts content into a job's inbox, whole or not at all.
     *
     * @param origin what the file's name begins with; null: the job
     * @param expectedRoot local name of the root element that the content must have, or null for no check
     * @param taskRun the run of the task that fetched it, or null
     * @param timeout how long the content may take to arrive
     * @return the file
     * @throws io.drover.provider.DeliveryException when the check fails
     */
    public Path drop(
            String job, String origin, InputStream content, String expectedRoot, Long taskRun, Duration timeout)
            throws IOException {
        String name = FileNames.of(origin == null ? job : origin, Instant.now());
        return inbox.drop(definition(job).name(), name, content, expectedRoot, taskRun, timeout);
    }

    /**
     * Runs a job on a file that lies in its inbox, and files it away.
     *
     * @param mayGrow whether it was seen growing: should it end in the middle, it then stays where it is
     * @return empty when it stays in the inbox, or was only moved because it had been loaded before
     */
    public Optional<Execution> runFromInbox(String job, Path file, boolean mayGrow) throws IOException {
        JobDefinition definition = definition(job);
        ReentrantLock lock = lock(definition);
        lock.lock();
        try {
            if (stopping || !Files.exists(file)) {
                return Optional.empty();
            }
            String name = file.getFileName().toString();
            Optional<Delivery> claimed = deliveries.claim(definition.name(), name, Hash.of(file));
            if (claimed.isEmpty()) {
                return Optional.empty();
            }
            Delivery delivery = claimed.get();
            Optional<Execution> execution = Optional.empty();
            if (delivery.state() == State.Running && mayGrow && delivery.execution() != null) {
                deliveries.end(delivery, State.Waiting); // it ended in the middle before, and has not grown since
                return Optional.empty();
            }
            if (delivery.state() == State.Running) {
                Path rejects = inbox.rejects(definition.name(), name);
                execution = Optional.of(runner.run(definition, delivery, file, rejects, mayGrow));
                delivery = deliveries.find(delivery.id()).orElseThrow();
            } else if (delivery.state() == State.Duplicate) {
                LOG.info("{}  {}  has the content that was loaded last; moved to Archive", definition.name(), name);
            }
            Crashpoint.reached("import.beforeMove");
            if (delivery.state() != State.Waiting && delivery.state() != State.Running) {
                inbox.fileAway(delivery, file);
            }
            return execution;
        } finally {
            lock.unlock();
        }
    }

    /** Runs a job on every file that waits in its inbox, oldest name first. */
    public List<Execution> runInbox(String job) throws IOException {
        List<Execution> executions = new ArrayList<>();
        for (Path file : waiting(job)) {
            runFromInbox(job, file, false).ifPresent(executions::add);
        }
        return executions;
    }

    /** Whether a file lies in a job's inbox. */
    boolean isInInbox(String job, Path file) {
        Path folder = folders.inbox(definition(job).name()).toAbsolutePath().normalize();
        return folder.equals(file.toAbsolutePath().normalize().getParent());
    }

    /** The files in a job's inbox, by name. */
    public List<Path> waiting(String job) throws IOException {
        Path folder = folders.inbox(definition(job).name());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !FileNames.isTemporary(file.getFileName().toString()))
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
        String safeName = FileNames.safe(name);
        ReentrantLock lock = lock(definition);
        lock.lock();
        try {
            Delivery delivery = claim(definition.name(), safeName, Hash.of(file), taskRun);
            return runner.run(definition, delivery, file, inbox.rejects(definition.name(), safeName), false);
        } finally {
            lock.unlock();
        }
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
     * The definition of a job.
     *
     * @throws io.drover.definition.UnknownNameException when there is none of that name; the message lists those there are
     */
    public JobDefinition definition(String job) {
        return catalog.job(job);
    }

    private ReentrantLock lock(JobDefinition job) {
        return locks.computeIfAbsent(job.name(), name -> new ReentrantLock(true));
    }
}
