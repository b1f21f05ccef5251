package io.drover.store.task;

import io.drover.settings.secrets.Secrets;
import io.drover.store.SqlErrors;
import io.drover.store.Store;
import io.drover.store.TakenOverException;
import io.drover.store.event.TaskEvents;
import io.drover.store.task.TaskRun.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The runs of scheduled tasks. The table's keys decide: one run of a task at a time and one decision an instant, over all
 * nodes.
 */
public final class TaskRuns {
    private static final String SELECT =
            "SELECT id, task, scheduled, outcome, started, ended, message FROM drover.task_run ";

    private final Store store;
    private final AbandonedTaskRuns abandoned;

    public TaskRuns(Store store) {
        this.store = store;
        this.abandoned = new AbandonedTaskRuns(store);
    }

    /**
     * Begins a run.
     *
     * @param scheduled the due instant, or null
     * @return empty when the task is running, or when the instant has been decided on (by another node)
     */
    public Optional<TaskRun> start(String task, Instant scheduled) {
        return start(task, scheduled, false);
    }

    /**
     * Begins the run of a due instant, and in the same transaction notes that the task's instants up to this one have been
     * decided on.
     *
     * @return empty when the task is running, or when the instant has been decided on (by another node)
     */
    Optional<TaskRun> startAndSee(String task, Instant scheduled) {
        return start(task, scheduled, true);
    }

    /** A thousand tasks may begin at once: what runs whose server has died left is looked at only when it is in the way. */
    private Optional<TaskRun> start(String task, Instant scheduled, boolean seen) {
        Optional<TaskRun> run = insertRunning(task, scheduled, seen);
        return run.isEmpty() && abandoned.release() ? insertRunning(task, scheduled, seen) : run;
    }

    private Optional<TaskRun> insertRunning(String task, Instant scheduled, boolean seen) {
        try {
            return Optional.of(store.jdbi().inTransaction(handle -> {
                long id = insert(handle, task, scheduled, Outcome.Running, null);
                if (seen) {
                    DecidedInstants.note(handle, task, scheduled);
                }
                return find(handle, id);
            }));
        } catch (UnableToExecuteStatementException e) {
            if (SqlErrors.isDuplicateKey(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Records due instants at which the task did not run; those already decided on, perhaps by another node, are left as they
     * are.
     *
     * @return how many were recorded
     */
    int passOver(String task, List<Instant> instants, Outcome outcome, String message) {
        int recorded = 0;
        for (Instant instant : instants) {
            try {
                store.jdbi().useHandle(handle -> insert(handle, task, instant, outcome, message));
                recorded++;
            } catch (UnableToExecuteStatementException e) {
                if (!SqlErrors.isDuplicateKey(e)) {
                    throw e;
                }
            }
        }
        return recorded;
    }

    private long insert(Handle handle, String task, Instant scheduled, Outcome outcome, String message) {
        boolean running = outcome == Outcome.Running;
        return handle.createUpdate(
                        "INSERT INTO drover.task_run (task, scheduled, outcome, running_task, started, ended,"
                                + " message, node, lease_until) VALUES (:task, :scheduled, :outcome, :running, CURRENT_TIMESTAMP,"
                                + (running ? "NULL" : "CURRENT_TIMESTAMP") + ", :message, :node, "
                                + store.leases().end() + ")")
                .bind("task", task)
                .bind("scheduled", scheduled)
                .bind("outcome", outcome)
                .bind("running", running ? task : null)
                .bind("message", Secrets.hide(message))
                .bind("node", store.node())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Ends a run of a recurrence. */
    public TaskRun end(TaskRun run, Outcome outcome, String message) {
        return store.jdbi().inTransaction(handle -> {
            end(handle, run, outcome, message);
            return find(handle, run.id());
        });
    }

    /** Ends a run of a scheduled task, and in the same transaction notes how far it has read, and that it can be told. */
    public TaskRun end(TaskRun run, Outcome outcome, String message, Map<String, String> checkpoints) {
        return store.jdbi().inTransaction(handle -> {
            if (end(handle, run, outcome, message)) {
                TaskCheckpoints.save(handle, run.task(), checkpoints);
                TaskEvents.ended(handle, List.of(run.id()));
                if (outcome == Outcome.Completed) {
                    TaskWatches.completed(handle, run.task());
                }
            }
            return find(handle, run.id());
        });
    }

    /** As failed, with what can be told of it and no more. */
    public TaskRun endBare(TaskRun run, String message) {
        return store.jdbi().inTransaction(handle -> {
            if (end(handle, run, Outcome.Failed, message)) {
                TaskEvents.ended(handle, List.of(run.id()));
            }
            return find(handle, run.id());
        });
    }

    private static boolean end(Handle handle, TaskRun run, Outcome outcome, String message) {
        return handle.execute(
                        "UPDATE drover.task_run SET outcome = ?, message = ?, running_task = NULL,"
                                + " ended = CURRENT_TIMESTAMP WHERE id = ? AND outcome = 'Running'",
                        outcome,
                        Secrets.hide(message),
                        run.id())
                == 1;
    }

    /** Makes certain, until the end of the transaction, that a run has not been given up by another server. */
    public static void requireRunning(Handle handle, long run) {
        boolean running = handle.createQuery(
                        "SELECT id FROM drover.task_run WHERE id = :run AND outcome = 'Running' FOR UPDATE")
                .bind("run", run)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!running) {
            throw new TakenOverException("run " + run + " was taken over by another node");
        }
    }

    private static TaskRun find(Handle handle, long id) {
        return handle.createQuery(SELECT + "WHERE id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(TaskRun.class))
                .one();
    }

    /** What became of a due instant of a task; empty when it is not decided on, or was none. */
    public Optional<TaskRun> at(String task, Instant scheduled) {
        abandoned.release();
        return store.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + "WHERE task = :task AND scheduled = :scheduled")
                        .bind("task", task)
                        .bind("scheduled", scheduled)
                        .map(ConstructorMapper.of(TaskRun.class))
                        .findOne());
    }

    /** The newest runs of a task. */
    public List<TaskRun> list(String task, int limit) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + "WHERE task = :task ORDER BY id DESC LIMIT :limit")
                        .bind("task", task)
                        .bind("limit", limit)
                        .map(ConstructorMapper.of(TaskRun.class))
                        .list());
    }

    /** A run by its id. */
    public TaskRun get(long id) {
        return store.jdbi().withHandle(handle -> find(handle, id));
    }
}
