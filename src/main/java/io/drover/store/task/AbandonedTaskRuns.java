package io.drover.store.task;

import io.drover.store.Store;
import io.drover.store.event.TaskEvents;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Runs of tasks whose server has stopped: they are ended as interrupted, and that can be told. */
public final class AbandonedTaskRuns {
    private final Store store;

    public AbandonedTaskRuns(Store store) {
        this.store = store;
    }

    /**
     * Ends the runs of servers that have not shown themselves for a while; what runs in this process lives.
     *
     * @return whether there were any
     */
    public boolean release() {
        return store.jdbi().inTransaction(handle -> end(store, handle, "lease_until < CURRENT_TIMESTAMP"));
    }

    /**
     * Ends runs whose server has stopped.
     *
     * @param which a condition on drover.task_run
     * @return whether there were any
     */
    public static boolean end(Store store, Handle handle, String which) {
        List<Long> abandoned = handle
                .createQuery("SELECT id FROM drover.task_run WHERE running_task IS NOT NULL AND " + which
                        + " ORDER BY id FOR UPDATE") // another node may find them at the same time
                .mapTo(Long.class)
                .stream()
                .filter(run -> !store.leases().holds(TaskRun.claim(run)))
                .toList();
        if (!abandoned.isEmpty()) {
            handle.createUpdate("UPDATE drover.task_run SET outcome = 'Interrupted', running_task = NULL,"
                            + " ended = CURRENT_TIMESTAMP, message = 'the server stopped during the run'"
                            + " WHERE id IN (<abandoned>)")
                    .bindList("abandoned", abandoned)
                    .execute();
            TaskEvents.ended(handle, abandoned);
        }
        return !abandoned.isEmpty();
    }
}
