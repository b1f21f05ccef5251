package io.drover.store.ledger;

import io.drover.store.Store;
import io.drover.store.task.AbandonedTaskRuns;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Gives back what servers had claimed that run it no more: this one at its start, any other when its leases have run out. */
public final class Claims {
    private static final String STOPPED = "interrupted: the server stopped during the run; nothing was loaded";
    private static final String SILENT =
            "interrupted: the server that ran it stopped, or gave no sign of life until its lease ran out; nothing was loaded";

    private static final String EXPIRED = "lease_until < CURRENT_TIMESTAMP";

    private final Store store;

    public Claims(Store store) {
        this.store = store;
    }

    /** At start: gives back what an earlier life of this node had claimed. */
    public void releaseOwn() {
        store.jdbi().useTransaction(handle -> {
            release(store, handle, "node = '" + store.node() + "'", STOPPED);
            handle.execute(
                    "UPDATE drover.execution SET status = 'Failed', ended = CURRENT_TIMESTAMP, message = '" + STOPPED
                            + "' WHERE status = 'Running' AND node = ?",
                    store.node());
            AbandonedTaskRuns.end(store, handle, "node = '" + store.node() + "'");
        });
    }

    /** The watch over leases, on every node: gives back what has expired, and ends what nobody runs any more. */
    public void watch() {
        releaseExpired(store);
        new AbandonedTaskRuns(store).release();
        new TableClaims(store).sweep();
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE drover.execution SET status = 'Failed', ended = CURRENT_TIMESTAMP, message = '" + SILENT
                                + "' WHERE status = 'Running' AND NOT EXISTS (SELECT 1 FROM drover.delivery d"
                                + " WHERE d.id = execution.delivery AND d.state = 'Running')"));
    }

    /**
     * Gives back what servers had claimed that show no sign of life any more. What runs in this process lives, however late its
     * renewal is: after a pause of the whole process, or a clock put forward, this may be called before that.
     *
     * @return whether there were any
     */
    static boolean releaseExpired(Store store) {
        boolean any = store.jdbi()
                .withHandle(handle -> handle.createQuery(
                                        "SELECT COUNT(*) FROM drover.delivery WHERE running_job >= '' AND " + EXPIRED)
                                .mapTo(Integer.class)
                                .one()
                        > 0); // mostly there are none, and this is one statement
        if (any) {
            store.jdbi().useTransaction(handle -> release(store, handle, EXPIRED, SILENT));
        }
        return any;
    }

    /** A delivery that may be abandoned. */
    private record HeldDelivery(long id, int version) {}

    /**
     * Ends the executions of abandoned deliveries as failed; a file in the inbox and a message wait again, anything else has
     * failed. What runs is found by an index, which H2 does not use for IS NOT NULL.
     *
     * @param which a condition on drover.delivery
     * @param reason for the history
     */
    private static void release(Store store, Handle handle, String which, String reason) {
        List<Long> abandoned = handle
                .createQuery("SELECT id, version FROM drover.delivery WHERE running_job >= '' AND " + which
                        + " ORDER BY id FOR UPDATE") // another node may find them at the same time
                .map(ConstructorMapper.of(HeldDelivery.class))
                .stream()
                .filter(each -> !store.leases().holds(Delivery.claim(each.id, each.version)))
                .map(HeldDelivery::id)
                .toList();
        if (abandoned.isEmpty()) {
            return;
        }
        new MessageRuns(store).release(handle, abandoned, reason);
        handle.createUpdate("INSERT INTO drover.execution_error (execution, position, line, record_number, reason)"
                        + " SELECT id, 1, 0, 0, :reason FROM drover.execution WHERE status = 'Running'"
                        + " AND delivery IN (<abandoned>)")
                .bind("reason", reason)
                .bindList("abandoned", abandoned)
                .execute();
        handle.createUpdate(
                        "UPDATE drover.execution SET status = 'Failed', ended = CURRENT_TIMESTAMP, message = :reason"
                                + " WHERE status = 'Running' AND delivery IN (<abandoned>)")
                .bind("reason", reason)
                .bindList("abandoned", abandoned)
                .execute();
        handle.createUpdate("UPDATE drover.delivery SET state = CASE WHEN " + HeldDeliveries.CAN_WAIT
                        + " THEN 'Waiting' ELSE 'Failed' END, running_job = NULL, version = version + 1"
                        + " WHERE id IN (<abandoned>)")
                .bindList("abandoned", abandoned)
                .execute();
        TableClaims.release(handle, abandoned);
    }
}
