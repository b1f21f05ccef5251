package io.drover.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The claims of this node on deliveries and task runs: renewed while it lives, given back when it starts again or when
 * another node finds them expired.
 */
public final class Claims {
    private static final String INTERRUPTED = "interrupted: the server stopped during the run; nothing was loaded";

    private final Store store;

    public Claims(Store store) {
        this.store = store;
    }

    /** Shows that this node lives. To be called several times per lease. */
    public void renew() {
        store.jdbi().useHandle(handle -> {
            for (String table : List.of("delivery", "task_run")) {
                handle.execute(
                        "UPDATE drover." + table + " SET lease_until = CURRENT_TIMESTAMP + INTERVAL '"
                                + Deliveries.LEASE_SECONDS + "' SECOND WHERE node = ? AND "
                                + (table.equals("delivery") ? "running_job" : "running_task") + " IS NOT NULL",
                        store.node());
            }
        });
    }

    /** At start: gives back what an earlier life of this node had claimed. */
    public void releaseOwn() {
        store.jdbi().useTransaction(handle -> {
            release(store, handle, "node = '" + store.node() + "'");
            handle.execute(
                    "UPDATE drover.execution SET status = 'Failed', ended = CURRENT_TIMESTAMP, message = '"
                            + INTERRUPTED + "' WHERE status = 'Running' AND node = ?",
                    store.node());
            TaskRuns.interrupt(handle, "node = '" + store.node() + "'");
        });
    }

    /** Gives back what nodes had claimed that show no sign of life any more. */
    public static void releaseExpired(Store store) {
        store.jdbi().useTransaction(handle -> release(store, handle, "lease_until < CURRENT_TIMESTAMP"));
    }

    /**
     * Ends the executions of abandoned deliveries as failed; a file in the inbox and a message wait again, anything else has
     * failed.
     *
     * @param which a condition on drover.delivery
     */
    private static void release(Store store, Handle handle, String which) {
        List<Long> abandoned = handle.createQuery("SELECT id FROM drover.delivery WHERE running_job IS NOT NULL AND "
                        + which + " ORDER BY id FOR UPDATE") // another node may find them at the same time
                .mapTo(Long.class)
                .list();
        if (abandoned.isEmpty()) {
            return;
        }
        new MessageRuns(store).release(handle, abandoned, INTERRUPTED);
        handle.createUpdate("INSERT INTO drover.execution_error (execution, position, line, record_number, reason)"
                        + " SELECT id, 1, 0, 0, :reason FROM drover.execution WHERE status = 'Running'"
                        + " AND delivery IN (<abandoned>)")
                .bind("reason", INTERRUPTED)
                .bindList("abandoned", abandoned)
                .execute();
        handle.createUpdate(
                        "UPDATE drover.execution SET status = 'Failed', ended = CURRENT_TIMESTAMP, message = :reason"
                                + " WHERE status = 'Running' AND delivery IN (<abandoned>)")
                .bind("reason", INTERRUPTED)
                .bindList("abandoned", abandoned)
                .execute();
        handle.createUpdate("UPDATE drover.delivery SET state = CASE WHEN open_file IS NULL AND message IS NULL"
                        + " THEN 'Failed' ELSE 'Waiting' END, running_job = NULL, version = version + 1"
                        + " WHERE id IN (<abandoned>)")
                .bindList("abandoned", abandoned)
                .execute();
        TableClaims.release(handle, abandoned);
    }
}
