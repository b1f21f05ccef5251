package io.drover.task;

import io.drover.definition.Catalog;
import io.drover.definition.Schedule.Repeat;
import io.drover.definition.TaskDefinition;
import io.drover.definition.TaskDefinition.Missed;
import io.drover.store.Deliveries;
import io.drover.store.Delivery;
import io.drover.store.Store;
import io.drover.store.TaskRun;
import io.drover.store.TaskRun.Outcome;
import io.drover.store.TaskRuns;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduled tasks of this server. A task runs at most once at a time; each instant of its schedule ends as run, skipped
 * or missed, and is recorded. Thread-safe.
 */
public final class Tasks {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);
    /** Of more missed instants than this only the latest are recorded one by one. */
    private static final int RECORDED = 1_000;

    private final Catalog catalog;
    private final TaskRuns runs;
    private final TaskRunner runner;
    private final Clock clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    /** @param waiting told, again and again, of what a running task has put into an inbox and no job has taken yet */
    public Tasks(CamelContext camel, Catalog catalog, Store store, Clock clock, Consumer<Delivery> waiting) {
        this.catalog = catalog;
        this.clock = clock;
        this.runs = new TaskRuns(store);
        this.runner = new TaskRunner(camel, catalog, runs, new Deliveries(store), store.bookkeeping(), waiting);
    }

    /**
     * Runs a task now, whatever its schedule says and whether it is enabled.
     *
     * @return the run as it ended
     * @throws TaskBusyException when it is running
     * @throws io.drover.definition.UnknownNameException when there is none of that name; the message lists those there are
     */
    public TaskRun run(String name) throws TaskBusyException {
        TaskDefinition task = catalog.task(name);
        TaskRun run = runs.start(task.name(), null).orElseThrow(() -> new TaskBusyException(task.name()));
        return runner.run(task, run);
    }

    /** Runs a task if an instant of its schedule has come since the last tick. */
    public void tick(String name) {
        TaskDefinition task = catalog.task(name);
        List<Instant> due = due(task, clock.instant());
        if (due.isEmpty()) {
            return;
        }
        Optional<TaskRun> run = start(task, due, "the server was suspended");
        run.ifPresent(started -> runner.run(task, started));
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
        Instant now = clock.instant();
        if (!task.enabled() || seen.containsKey(task.name())) {
            seen.put(task.name(), now);
            return;
        }
        seen.put(task.name(), runs.seenUntil(task.name()).orElseGet(() -> firstSeen(task, now)));
        List<Instant> due = due(task, now);
        Optional<TaskRun> run = Optional.empty();
        if (!due.isEmpty()) {
            boolean runs = task.missed() == Missed.RUN_ONCE;
            String instants = due.size() == 1 ? "one instant" : due.size() + " instants";
            LOG.info(
                    "{}  {} passed while the server was down: {}",
                    task.name(),
                    instants,
                    runs ? "runs once" : "skipped");
            run = runs ? start(task, due, "the server was down") : passOver(task, due);
        } else {
            runs.seen(task.name(), now);
        }
        if (run.isEmpty() && serverStarts && task.atStart()) {
            run = runs.start(task.name(), null);
        }
        run.ifPresent(started -> executor.execute(() -> runner.run(task, started)));
    }

    /** A task never seen before has missed nothing, but for one that runs once: its instant may have passed unused. */
    private static Instant firstSeen(TaskDefinition task, Instant now) {
        return task.schedule().repeat() instanceof Repeat.Once ? Instant.EPOCH : now;
    }

    /** The instants that have come since the last look. */
    private synchronized List<Instant> due(TaskDefinition task, Instant now) {
        Instant from = seen.getOrDefault(task.name(), now);
        seen.put(task.name(), now);
        return task.schedule().between(from, now, RECORDED).instants();
    }

    /** Starts the run of the last instant and records the others; only then are they done with. */
    private Optional<TaskRun> start(TaskDefinition task, List<Instant> due, String why) {
        Instant last = due.get(due.size() - 1);
        Optional<TaskRun> run = runs.start(task.name(), last);
        if (run.isPresent()) {
            runs.passOver(task.name(), due.subList(0, due.size() - 1), Outcome.Missed, why);
        } else if (runs.passOver(task.name(), due, Outcome.Skipped, "the run before had not ended") > 0) {
            LOG.warn("{}  is still running: the run of {} is skipped", task.name(), last);
        }
        runs.seen(task.name(), last);
        return run;
    }

    private Optional<TaskRun> passOver(TaskDefinition task, List<Instant> due) {
        runs.passOver(task.name(), due, Outcome.Missed, "the server was down");
        runs.seen(task.name(), due.get(due.size() - 1));
        return Optional.empty();
    }

    /** The newest runs of a task. */
    public List<TaskRun> runs(String name, int limit) {
        return runs.list(catalog.task(name).name(), limit);
    }
}
