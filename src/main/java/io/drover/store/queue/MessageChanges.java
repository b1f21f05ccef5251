package io.drover.store.queue;

import io.drover.store.Store;
import io.drover.store.TakenOverException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Changes of messages. Each is a transition, written in the same transaction, and fenced: who has read an older version changes nothing. */
public final class MessageChanges {
    private static final String CHANGE =
            "UPDATE drover.message SET status = :status, reason = CAST(:reason AS VARCHAR),"
                    + " open_queue = CAST(:queue AS VARCHAR), lease_until = NULL,"
                    + " execution = COALESCE(CAST(:execution AS BIGINT), execution), file = COALESCE(CAST(:file AS VARCHAR), file),"
                    + " sha256 = COALESCE(CAST(:sha256 AS VARCHAR), sha256), size = COALESCE(CAST(:bytes AS BIGINT), size),"
                    + " payload_node = COALESCE(CAST(:payloadNode AS VARCHAR), payload_node),"
                    + " records = COALESCE(CAST(:records AS BIGINT), records), attempts = attempts + :attempts,"
                    + " version = version + 1, changed = ";

    private static final String FENCED = " WHERE id = :id AND version = :version";

    private static final String RETRY = "UPDATE drover.message SET status = 'Enqueued', reason = :reason,"
            + " open_queue = :queue, attempts = 0, lease_until = NULL, receipt = NULL, version = version + 1,"
            + " changed = CURRENT_TIMESTAMP" + FENCED + " AND open_queue IS NULL AND payload_removed IS NULL";

    private final Store store;
    private final MessageSql sql;

    public MessageChanges(Store store) {
        this.store = store;
        this.sql = MessageSql.of(store);
    }

    /** Changes a message in a transaction of its own; empty when somebody else has changed it since it was read. */
    public Optional<Message> change(Message message, MessageChange change) {
        return sql.changed(CHANGE + store.now() + FENCED, values(message, change)).stream()
                .findFirst();
    }

    /**
     * Changes a message within a transaction that someone else commits.
     *
     * @throws TakenOverException when somebody else has changed it since it was read
     */
    public Message change(Handle handle, Message message, MessageChange change) {
        return sql.change(handle, CHANGE + store.now() + FENCED, values(message, change)).stream()
                .findFirst()
                .orElseThrow(() -> new TakenOverException("message " + message.uid() + " was changed by someone else"));
    }

    /** Puts a message that has ended back into its queue; empty when it has not, or its payload is gone. */
    public Optional<Message> retry(Message message, String reason) {
        return sql
                .changed(
                        RETRY,
                        Map.of(
                                "id",
                                message.id(),
                                "version",
                                message.state().version(),
                                "queue",
                                message.queue().name(),
                                "reason",
                                reason))
                .stream()
                .findFirst();
    }

    private Map<String, Object> values(Message message, MessageChange change) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", message.id());
        values.put("version", message.state().version());
        values.put("status", change.status().name());
        values.put("queue", change.status().isFinal() ? null : message.queue().name());
        values.put("reason", change.reason());
        values.put("execution", change.run().execution());
        values.put("file", change.run().export().file());
        values.put("sha256", change.run().export().sha256());
        values.put("bytes", change.run().export().bytes());
        values.put("payloadNode", change.run().export().sha256() == null ? null : store.nodeName());
        values.put("records", change.run().export().records());
        values.put("attempts", change.run().attempt() ? 1 : 0);
        return values;
    }
}
