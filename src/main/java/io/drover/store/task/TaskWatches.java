package io.drover.store.task;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ColumnName;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Since when tasks are watched, and what is known of them. */
public final class TaskWatches {
    private final Store store;

    /**
     * A task that is watched.
     *
     * @param since when it was first seen enabled
     * @param completed when a run of it was completed last, since it is watched; or null
     * @param seenUntil up to when its due instants have been decided on, or null
     */
    public record Watch(String task, Instant since, Instant completed, @ColumnName("seen_until") Instant seenUntil) {}

    public TaskWatches(Store store) {
        this.store = store;
    }

    static void completed(Handle handle, String task) {
        handle.execute("UPDATE drover.task_watch SET completed = CURRENT_TIMESTAMP WHERE task = ?", task);
    }

    /** The tasks that are watched, by name. */
    public Map<String, Watch> all() {
        Map<String, Watch> all = new HashMap<>();
        store.jdbi().useHandle(handle -> handle.createQuery(
                        "SELECT w.task, w.since, w.completed, s.seen_until FROM drover.task_watch w"
                                + " LEFT JOIN drover.task_state s ON s.task = w.task")
                .map(ConstructorMapper.of(Watch.class))
                .forEach(watch -> all.put(watch.task(), watch)));
        return all;
    }

    /** Begins to watch a task, unless another node has. */
    public void begin(String task, Instant since) {
        try {
            store.jdbi()
                    .useHandle(handle ->
                            handle.execute("INSERT INTO drover.task_watch (task, since) VALUES (?, ?)", task, since));
        } catch (UnableToExecuteStatementException e) {
            if (!SqlErrors.isDuplicateKey(e)) {
                throw e;
            }
        }
    }

    /** Watches these no more. */
    public void end(Collection<String> tasks) {
        tasks.forEach(task ->
                store.jdbi().useHandle(handle -> handle.execute("DELETE FROM drover.task_watch WHERE task = ?", task)));
    }

    /** The runs that are under way, of scheduled tasks and of recurring jobs. */
    public List<TaskRun> running() {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT id, task, scheduled, outcome, started, ended, message FROM drover.task_run"
                                + " WHERE running_task IS NOT NULL")
                .map(ConstructorMapper.of(TaskRun.class))
                .list());
    }
}
