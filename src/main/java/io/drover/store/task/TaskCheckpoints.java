package io.drover.store.task;

import io.drover.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** How far scheduled tasks have read the systems they ask. */
public final class TaskCheckpoints {
    private final Store store;

    public TaskCheckpoints(Store store) {
        this.store = store;
    }

    /** How far a task has read, by what its add-in calls it. */
    public Map<String, String> of(String task) {
        Map<String, String> all = new TreeMap<>();
        store.jdbi().useHandle(handle -> handle.createQuery(
                        "SELECT name, point FROM drover.task_checkpoint WHERE task = :task")
                .bind("task", task)
                .map((row, context) -> Map.entry(row.getString("name"), row.getString("point")))
                .forEach(entry -> all.put(entry.getKey(), entry.getValue())));
        return all;
    }

    /** How far a task has read one thing. */
    public Optional<String> of(String task, String name) {
        return Optional.ofNullable(of(task).get(name));
    }

    static void save(Handle handle, String task, Map<String, String> points) {
        points.forEach((name, point) -> {
            handle.execute("DELETE FROM drover.task_checkpoint WHERE task = ? AND name = ?", task, name);
            handle.execute(
                    "INSERT INTO drover.task_checkpoint (task, name, point, saved)"
                            + " VALUES (?, ?, ?, CURRENT_TIMESTAMP)",
                    task,
                    name,
                    point);
        });
    }
}
