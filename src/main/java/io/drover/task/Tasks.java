package io.drover.task;

import io.drover.definition.Catalog;
import io.drover.definition.TaskDefinition;
import io.drover.definition.TaskDefinition.Missed;
import io.drover.store.Deliveries;
import io.drover.store.Delivery;
import io.drover.store.DueRuns;
import io.drover.store.Store;
import io.drover.store.TaskRun;
import io.drover.store.TaskRuns;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/**
 * The scheduled tasks of this server. A task runs at most once at a time; each instant of its schedule ends as run, skipped
 * or missed, and is recorded. Thread-safe.
 */
public final class Tasks {
    private final Catalog catalog;
    private final TaskRuns runs;
    private final TaskRunner runner;
    private final DueRuns due;

    /** @param waiting told, again and again, of what a running task has put into an inbox and no job has taken yet */
    public Tasks(CamelContext camel, Catalog catalog, Store store, Clock clock, Consumer<Delivery> waiting) {
        this.catalog = catalog;
        this.due = new DueRuns(store, clock);
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
        due.tick(task.name(), task.schedule()).ifPresent(started -> runner.run(task, started));
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
        Optional<TaskRun> run = due.takeUp(task.name(), task.schedule(), task.missed() == Missed.RUN_ONCE);
        if (run.isEmpty() && serverStarts && task.atStart()) {
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
        return runner.parameters(catalog.task(name));
    }

    /** Name of the add-in of a task. */
    public String addIn(String name) {
        return catalog.task(name).addIn();
    }

    /** The newest runs of a task. */
    public List<TaskRun> runs(String name, int limit) {
        return runs.list(catalog.task(name).name(), limit);
    }
}
