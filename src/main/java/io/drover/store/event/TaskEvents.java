package io.drover.store.event;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * What happened to scheduled tasks. The end of a run is entered in the transaction that ends it, so that nobody misses it
 * whatever happens to the server after that.
 */
public final class TaskEvents {
    /** The kind of an ended run is that of its outcome and its executions. */
    static final String COLUMNS =
            "e.id, e.task, CASE WHEN e.kind <> 'Ended' THEN e.kind WHEN r.outcome <> 'Completed' THEN 'Failed'"
                    + " WHEN EXISTS (SELECT 1 FROM drover.delivery d JOIN drover.execution x ON x.delivery = d.id"
                    + " WHERE d.task_run = r.id AND x.rejected_count > 0) THEN 'CompletedWithErrors' ELSE 'Completed' END"
                    + " AS kind, e.task_run, e.message, e.occurred"
                    + " FROM drover.task_event e LEFT JOIN drover.task_run r ON r.id = e.task_run";

    private final Store store;

    public TaskEvents(Store store) {
        this.store = store;
    }

    /** Enters that these runs have ended. */
    public static void ended(Handle handle, Collection<Long> runs) {
        if (!runs.isEmpty()) {
            handle.createUpdate("INSERT INTO drover.task_event (task, kind, task_run, occurred, open_task)"
                            + " SELECT task, 'Ended', id, ended, task FROM drover.task_run WHERE id IN (<runs>)")
                    .bindList("runs", List.copyOf(runs))
                    .execute();
        }
    }

    /** Enters that a load for a run of a task, which may have been told as completed by now, was incomplete after all. */
    public static void incomplete(Handle handle, long execution, String reason) {
        handle.createUpdate("INSERT INTO drover.task_event (task, kind, task_run, alert, message, occurred, open_task)"
                        + " SELECT r.task, 'CompletedWithErrors', r.id, CAST(:alert AS VARCHAR), CAST(:reason AS VARCHAR),"
                        + " CURRENT_TIMESTAMP, r.task FROM drover.execution x JOIN drover.delivery d ON d.id = x.delivery"
                        + " JOIN drover.task_run r ON r.id = d.task_run WHERE x.id = :execution")
                .bind("alert", "incomplete " + execution)
                .bind("reason", reason)
                .bind("execution", execution)
                .execute();
    }

    /**
     * Enters an alert.
     *
     * @param about what it is about: the same is entered once, over all nodes
     * @param run id of the run that is meant, or null
     * @return whether it was entered now
     */
    public boolean alert(String task, NotificationKind kind, String about, Long run, String message, Instant now) {
        try {
            store.jdbi()
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO drover.task_event (task, kind, task_run, alert, message, occurred, open_task)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                            task,
                            kind,
                            run,
                            about,
                            message,
                            now,
                            task));
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (SqlErrors.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    /** The tasks of which something is not decided on yet. */
    public List<String> undecided() {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT DISTINCT open_task FROM drover.task_event WHERE open_task IS NOT NULL ORDER BY open_task")
                .mapTo(String.class)
                .list());
    }

    /** An event by its id. */
    public Optional<TaskEvent> find(long id) {
        return store.jdbi().withHandle(handle -> handle.createQuery("SELECT " + COLUMNS + " WHERE e.id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(TaskEvent.class))
                .findOne());
    }
}
