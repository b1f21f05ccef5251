package io.drover.task;

import io.drover.definition.Catalog;
import io.drover.store.Store;
import io.drover.store.ledger.Delivery;
import io.drover.store.task.DueRuns;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRuns;
import io.drover.task.definition.TaskDefinition;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduled tasks of this server. A task runs at most once at a time; each instant of its schedule ends as run, skipped
 * or missed, and is recorded. Thread-safe.
 *
 * <pre>{@code
 * TaskRun run = tasks.run("ERP"); // now, and waits for its end
 * }</pre>
 */
public final class Tasks {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);
    /** How often the database is asked whether the task before has ended. */
    private static final long LOOK_MILLIS = 500;

    /** Until a task is ticked again whose instant could not be decided on. */
    private static final int AGAIN_SECONDS = 5;

    /** How many ticks look into the database at once. */
    private static final int DECIDING = 8;

    private final Semaphore deciding = new Semaphore(DECIDING, true);
    private final Catalog catalog;
    private final TaskRuns runs;
    private final TaskRunner runner;
    private final DueRuns due;
    private final CamelContext camel;
    private final Chains chains;
    private ScheduledExecutorService looks;
    private ExecutorService threads;
    private boolean looking;
    private volatile boolean asked;

    /** @param waiting told, again and again, of what a running task has put into an inbox and no job has taken yet */
    public Tasks(CamelContext camel, Catalog catalog, Store store, Clock clock, Consumer<Delivery> waiting) {
        this.camel = camel;
        this.catalog = catalog;
        this.due = new DueRuns(store, clock);
        this.runs = new TaskRuns(store);
        this.runner = new TaskRunner(camel, catalog, store, waiting);
        this.chains = new Chains(catalog, runs, due);
    }

    /**
     * Runs a task now, whatever its schedule says and whether it is enabled. While definitions are being loaded, it waits: the task
     * or its routes may just be coming.
     *
     * @return the run as it ended
     * @throws TaskBusyException when it is running
     * @throws io.drover.definition.UnknownNameException when there is none of that name; the message lists those there are
     */
    public TaskRun run(String name) throws TaskBusyException {
        awaitDefinitions();
        TaskDefinition task = catalog.find(TaskDefinition.class, name);
        TaskRun run = runs.start(task.name(), null).orElseThrow(() -> new TaskBusyException(task.name()));
        asked = true;
        return runner.run(task, run);
    }

    private void awaitDefinitions() {
        try {
            catalog.awaitChange();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server stops", e); // before H2 sees an interrupted thread
        }
    }

    /** Whether somebody has asked for a run in this life of the process. */
    public boolean wasAsked() {
        return asked;
    }

    /**
     * Runs a task if an instant of its schedule has come since the last tick. While the database does not answer, the instant
     * waits.
     */
    public void tick(String name) {
        TaskDefinition task = catalog.find(TaskDefinition.class, name);
        Optional<TaskRun> run;
        try {
            run = decide(task);
        } catch (Throwable e) {
            LOG.warn("{}  could not begin and is tried again in {} s: {}", name, AGAIN_SECONDS, e.toString());
            tickAgain(name);
            return;
        }
        run.ifPresent(started -> runner.run(task, started));
    }

    /** A thousand ticks may come at once: they wait here, and not for a connection, which would end in a time-out. */
    private Optional<TaskRun> decide(TaskDefinition task) {
        deciding.acquireUninterruptibly();
        try {
            return orWaits(task, chains.tick(task));
        } finally {
            deciding.release();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a tick reports its own failures
    private void tickAgain(String name) {
        if (!camel.isStopping() && !camel.isStopped()) {
            looks().schedule(() -> threads().submit(() -> tick(name)), AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private Optional<TaskRun> orWaits(TaskDefinition task, Optional<TaskRun> run) {
        if (run.isEmpty() && chains.isWaiting(task)) {
            lookAtChains();
        }
        return run;
    }

    /** From the first time that one waits. */
    @SuppressWarnings("FutureReturnValueIgnored") // a look reports its own failures
    private synchronized void lookAtChains() {
        if (!looking) {
            looking = true;
            looks().scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized ScheduledExecutorService looks() {
        if (looks == null) {
            looks = camel.getExecutorServiceManager().newScheduledThreadPool(this, "task-looks", 1);
        }
        return looks;
    }

    private synchronized ExecutorService threads() {
        if (threads == null) {
            threads = camel.getExecutorServiceManager().newCachedThreadPool(this, "task-again");
        }
        return threads;
    }

    private void look() {
        try {
            if (!camel.isStopping() && !camel.isStopped()) {
                chains.look().forEach(begun -> threads().execute(() -> runner.run(begun.task(), begun.run())));
            }
        } catch (Throwable e) {
            LOG.warn("tasks that wait for the one before could not be looked at: {}", e.toString());
        }
    }

    /**
     * Takes up a task's schedule when the server starts, when the task appears, or when it is enabled or disabled: decides
     * about the instants that passed while the server was down, and runs it where that or {@code atStart} says so. What
     * passed while the task was disabled or not there has not fallen due.
     *
     * @param serverStarts whether it is the start of the server that brings the task
     * @param executor runs the task: this method does not wait for it
     */
    public void takeUp(TaskDefinition task, boolean serverStarts, Executor executor) {
        if (!task.enabled() || due.isTakenUp(task.name())) {
            due.restart(task.name());
            return;
        }
        Optional<TaskRun> run = orWaits(task, chains.takeUp(task));
        if (run.isEmpty()
                && !chains.isWaiting(task)
                && serverStarts
                && task.timing().atStart()) {
            run = runs.start(task.name(), null);
        }
        run.ifPresent(started -> executor.execute(() -> runner.run(task, started)));
    }

    /**
     * What a task gives its add-in, secrets and defaults included.
     *
     * @throws IllegalArgumentException when a secret is not there
     */
    public Map<String, String> parameters(String name) {
        return runner.parameters(catalog.find(TaskDefinition.class, name));
    }

    /** Name of the add-in of a task. */
    public String addIn(String name) {
        return catalog.find(TaskDefinition.class, name).addIn();
    }

    /** How the routes of tasks are made. */
    public TaskRoutes routes() {
        return runner.routes();
    }

    /** The newest runs of a task. */
    public List<TaskRun> runs(String name, int limit) {
        return runs.list(catalog.find(TaskDefinition.class, name).name(), limit);
    }
}
