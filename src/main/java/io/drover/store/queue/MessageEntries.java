package io.drover.store.queue;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** How messages come into their queues: each with its first transition, and none twice. All instants are the database's. */
public final class MessageEntries {
    private final Store store;
    private final MessageSql sql;

    public MessageEntries(Store store) {
        this.store = store;
        this.sql = MessageSql.of(store);
    }

    /**
     * Enters a message.
     *
     * @return it; an earlier one when that has its idempotency key, or is the newest of its external id, within the dedup window, of
     *     the same content and not failed; empty when its execution id is taken
     */
    public Optional<Message> enter(MessageEntry entry) {
        if (entry.mayBeKnown()) {
            return Optional.of(sql.settled(() -> sql.enterUnlessKnown(entry.identifier(), values(entry))));
        }
        try {
            return Optional.of(sql.settled(() -> store.inOwnTransaction(handle -> enter(handle, entry))));
        } catch (UnableToExecuteStatementException e) {
            if (!SqlErrors.isDuplicateKey(e)) {
                throw e;
            }
            return entry.properties().idempotencyKey() == null ? Optional.empty() : keyed(entry);
        }
    }

    /** Enters a message within a transaction that someone else commits. */
    public Message enter(Handle handle, MessageEntry entry) {
        return sql.change(handle, MessageSql.ENTRY + "SELECT " + MessageSql.VALUES, values(entry))
                .get(0);
    }

    private Optional<Message> keyed(MessageEntry entry) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        MessageSql.SELECT + "activity = :activity AND idempotency_key = :idempotencyKey")
                .bind("activity", entry.queue().activity())
                .bind("idempotencyKey", entry.properties().idempotencyKey())
                .map(MessageSql.ROW)
                .findOne());
    }

    private Map<String, Object> values(MessageEntry entry) {
        Map<String, Object> values = new HashMap<>();
        values.put("uid", entry.uid());
        values.put("executionUid", entry.executionUid());
        values.put("status", entry.status().name());
        values.put("activity", entry.queue().activity());
        values.put("job", entry.queue().job());
        values.put("direction", entry.queue().direction().name());
        values.put(
                "queue",
                Message.Queue.name(entry.queue().activity(), entry.queue().job()));
        values.put("dedupMillis", entry.queue().dedupWindow().toMillis());
        values.put("file", entry.content().file());
        values.put("sha256", entry.content().sha256());
        values.put("bytes", entry.content().bytes());
        values.put("payloadNode", entry.content().sha256() == null ? null : store.nodeName());
        values.put("externalId", entry.properties().externalId());
        values.put("company", entry.properties().company());
        values.put("entity", entry.properties().entity());
        values.put("idempotencyKey", entry.properties().idempotencyKey());
        values.put("options", entry.properties().options());
        values.put("application", entry.properties().application());
        return values;
    }
}
