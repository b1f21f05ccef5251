package io.drover.api.local;

import io.drover.addin.AddIn;
import io.drover.api.OperationException;
import io.drover.api.TaskOperations;
import io.drover.definition.Catalog;
import io.drover.definition.edit.EnabledAttribute;
import io.drover.definition.schedule.ScheduleTime;
import io.drover.dynamicweb.TaskTimes;
import io.drover.store.ledger.Executions;
import io.drover.store.task.TaskRun;
import io.drover.task.TaskBusyException;
import io.drover.task.Tasks;
import io.drover.task.definition.TaskDefinition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The operations on the server of this process. */
public final class LocalTaskOperations implements TaskOperations {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Catalog catalog;
    private final Tasks tasks;
    private final Executions executions;
    private final boolean serving;

    /** @param serving whether this process is a server, which takes up changed files; else it does the work of one command */
    public LocalTaskOperations(Catalog catalog, Tasks tasks, Executions executions, boolean serving) {
        this.catalog = catalog;
        this.tasks = tasks;
        this.executions = executions;
        this.serving = serving;
    }

    @Override
    public List<TaskView> tasks() {
        return catalog.current().all(TaskDefinition.class).values().stream()
                .sorted(TaskDefinition.IN_FOLDER)
                .map(this::view)
                .toList();
    }

    private TaskView view(TaskDefinition task) {
        List<TaskRun> runs = tasks.runs(task.name(), 1);
        Instant next = task.enabled() ? task.schedule().nextAfter(Instant.now()).orElse(null) : null;
        return new TaskView(
                task.name(),
                task.head().description(),
                task.enabled(),
                task.head().folder(),
                task.head().order(),
                task.schedule().inWords(),
                task.timing().ifPreviousSucceeded(),
                next,
                task.addIn(),
                task.jobs(),
                runs.isEmpty() ? null : runs.get(0));
    }

    @Override
    public TaskResult runTask(String name) {
        try {
            TaskRun run = tasks.run(name);
            return new TaskResult(run, executions.ofTaskRun(run.id()));
        } catch (TaskBusyException e) {
            throw new OperationException(409, e.getMessage());
        }
    }

    @Override
    public List<TaskTimes> times(String task, int count) {
        if (count < 1 || count > MAX_TIMES) {
            throw new OperationException(400, "count is " + count + "; it must be from 1 to " + MAX_TIMES);
        }
        Instant now = Instant.now();
        return (task == null
                        ? catalog.current().all(TaskDefinition.class).values()
                        : List.of(catalog.find(TaskDefinition.class, task)))
                .stream()
                        .filter(TaskDefinition::enabled)
                        .sorted(TaskDefinition.IN_FOLDER)
                        .map(one -> new TaskTimes(
                                one.name(), one.head().folder(), ScheduleTime.next(one.schedule(), now, count)))
                        .toList();
    }

    @Override
    public TaskSwitch enable(String name) throws IOException, InterruptedException {
        return setEnabled(name, true);
    }

    @Override
    public TaskSwitch disable(String name) throws IOException, InterruptedException {
        return setEnabled(name, false);
    }

    private TaskSwitch setEnabled(String name, boolean enabled) throws IOException, InterruptedException {
        TaskDefinition task = catalog.find(TaskDefinition.class, name);
        try {
            EnabledAttribute.set(task.file(), enabled);
        } catch (IllegalArgumentException e) {
            throw new OperationException(409, e.getMessage());
        }
        boolean inForce = !serving
                || catalog.await(() -> catalog.find(TaskDefinition.class, name).enabled() == enabled, PATIENCE);
        return new TaskSwitch(task.name(), enabled, inForce);
    }

    @Override
    public List<AddIn> addIns() {
        return tasks.routes().addIns();
    }
}
