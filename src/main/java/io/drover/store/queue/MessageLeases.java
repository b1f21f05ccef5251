package io.drover.store.queue;

import io.drover.store.Store;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Messages on lease to clients: handed out, downloaded, acknowledged. All instants are the database's. */
public final class MessageLeases {
    private static final String DOWNLOADED = "UPDATE drover.message SET status = 'Downloaded', reason = NULL,"
            + " version = version + 1, changed = CURRENT_TIMESTAMP WHERE id = :id AND receipt = :receipt"
            + " AND status = 'Dequeued'";

    private static final String ACKNOWLEDGE = "UPDATE drover.message SET status = 'Acked', reason = NULL,"
            + " open_queue = NULL, lease_until = NULL, version = version + 1, changed = CURRENT_TIMESTAMP"
            + " WHERE uid = :uid AND activity = :activity AND receipt = :receipt AND status <> 'Acked'";

    private final Store store;
    private final MessageSql sql;

    public MessageLeases(Store store) {
        this.store = store;
        this.sql = MessageSql.of(store);
    }

    /**
     * Leases the next message of an export's queue to a client.
     *
     * @param maxAttempts after so many leases a message is set aside instead: it is then returned with the status
     *     PostProcessingFailed
     * @param handOut which messages may be
     */
    public Optional<Message> lease(
            String activity, String receipt, Duration lease, int maxAttempts, String tooOften, DequeueFilter handOut) {
        return sql.settled(() -> sql.lease(
                activity,
                Map.of(
                        "receipt",
                        receipt,
                        "leaseMillis",
                        lease.toMillis(),
                        "maxAttempts",
                        maxAttempts,
                        "tooOften",
                        tooOften),
                handOut));
    }

    /** Notes that a client has begun to download what it has on lease. */
    public Optional<Message> downloaded(Message message) {
        return sql
                .changed(
                        DOWNLOADED,
                        Map.of("id", message.id(), "receipt", message.lease().receipt()))
                .stream()
                .findFirst();
    }

    /** Ends a message that was delivered with this receipt, unless it was delivered again since, or has been acknowledged. */
    public Optional<Message> acknowledge(String activity, String uid, String receipt) {
        return sql.changed(ACKNOWLEDGE, Map.of("activity", activity, "uid", uid, "receipt", receipt)).stream()
                .findFirst();
    }

    /** Whether a message was once delivered with this receipt. */
    public boolean hadReceipt(Message message, String receipt) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery(
                                        "SELECT COUNT(*) FROM drover.message_transition WHERE message = :id AND receipt = :receipt")
                                .bind("id", message.id())
                                .bind("receipt", receipt)
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }
}
