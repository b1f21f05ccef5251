package io.drover.store.task;

import io.drover.store.Store;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Up to when the due instants of each task have been decided on: run, skipped or missed. */
public final class DecidedInstants {
    private final Store store;

    public DecidedInstants(Store store) {
        this.store = store;
    }

    /** Up to when the task's due instants have been decided on; empty for a task never seen before. */
    Optional<Instant> until(String task) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT seen_until FROM drover.task_state WHERE task = :task")
                        .bind("task", task)
                        .mapTo(Instant.class)
                        .findOne());
    }

    /** Notes that the due instants up to this one have been decided on. Never goes back. */
    public void note(String task, Instant until) {
        store.jdbi().useTransaction(handle -> note(handle, task, until));
    }

    static void note(Handle handle, String task, Instant until) {
        int known = handle.execute(
                "UPDATE drover.task_state SET seen_until = GREATEST(seen_until, ?) WHERE task = ?", until, task);
        if (known == 0) {
            handle.execute("INSERT INTO drover.task_state (task, seen_until) VALUES (?, ?)", task, until);
        }
    }
}
