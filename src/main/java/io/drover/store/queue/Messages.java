package io.drover.store.queue;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import io.drover.store.TakenOverException;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The messages of all queues. Each change is a transition, written in the same transaction, and fenced: who has read an older
 * version changes nothing. All instants are the database's.
 */
public final class Messages {
    private static final String SELECT = "SELECT " + MessageSql.COLUMNS + " FROM drover.message WHERE ";

    private static final String CHANGE =
            "UPDATE drover.message SET status = :status, reason = CAST(:reason AS VARCHAR),"
                    + " open_queue = CAST(:queue AS VARCHAR), lease_until = NULL,"
                    + " execution = COALESCE(CAST(:execution AS BIGINT), execution), file = COALESCE(CAST(:file AS VARCHAR), file),"
                    + " sha256 = COALESCE(CAST(:sha256 AS VARCHAR), sha256), size = COALESCE(CAST(:bytes AS BIGINT), size),"
                    + " payload_node = COALESCE(CAST(:payloadNode AS VARCHAR), payload_node),"
                    + " records = COALESCE(CAST(:records AS BIGINT), records), attempts = attempts + :attempts,"
                    + " version = version + 1, changed = ";

    private static final String FENCED = " WHERE id = :id AND version = :version";

    private static final String DOWNLOADED = "UPDATE drover.message SET status = 'Downloaded', reason = NULL,"
            + " version = version + 1, changed = CURRENT_TIMESTAMP WHERE id = :id AND receipt = :receipt"
            + " AND status = 'Dequeued'";

    private static final String ACKNOWLEDGE = "UPDATE drover.message SET status = 'Acked', reason = NULL,"
            + " open_queue = NULL, lease_until = NULL, version = version + 1, changed = CURRENT_TIMESTAMP"
            + " WHERE uid = :uid AND activity = :activity AND receipt = :receipt AND status <> 'Acked'";

    private static final String RETRY = "UPDATE drover.message SET status = 'Enqueued', reason = :reason,"
            + " open_queue = :queue, attempts = 0, lease_until = NULL, receipt = NULL, version = version + 1,"
            + " changed = CURRENT_TIMESTAMP" + FENCED + " AND open_queue IS NULL AND payload_removed IS NULL";

    private final Store store;
    private final MessageSql sql;

    public Messages(Store store) {
        this.store = store;
        this.sql = MessageSql.of(store);
    }

    /** How a queue stands: messages that wait or are under way, and when the oldest of them came; null when there is none. */
    public record Depth(long count, Instant oldest) {}

    /**
     * Enters a message.
     *
     * @return it; an earlier one when that has its idempotency key, or is the newest of its external id, within the dedup window, of
     *     the same content and not failed; empty when its execution id is taken
     */
    public Optional<Message> enter(MessageEntry entry) {
        if (entry.mayBeKnown()) {
            return Optional.of(settled(() -> sql.enterUnlessKnown(store.jdbi(), entry)));
        }
        try {
            return Optional.of(settled(() -> store.inOwnTransaction(handle -> enter(handle, entry))));
        } catch (UnableToExecuteStatementException e) {
            if (!SqlErrors.isDuplicateKey(e)) {
                throw e;
            }
            return entry.properties().idempotencyKey() == null ? Optional.empty() : keyed(entry);
        }
    }

    /** Enters a message within a transaction that someone else commits. */
    public Message enter(Handle handle, MessageEntry entry) {
        return sql.change(handle, MessageSql.ENTRY + "SELECT " + MessageSql.VALUES, values(entry, store))
                .get(0);
    }

    private Optional<Message> keyed(MessageEntry entry) {
        return one(
                "activity = :activity AND idempotency_key = :idempotencyKey",
                Map.of(
                        "activity",
                        entry.queue().activity(),
                        "idempotencyKey",
                        entry.properties().idempotencyKey()));
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
        return settled(() -> sql.lease(
                store.jdbi(),
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
        return changed(
                        DOWNLOADED,
                        Map.of("id", message.id(), "receipt", message.lease().receipt()))
                .stream()
                .findFirst();
    }

    /** Ends a message that was delivered with this receipt, unless it was delivered again since, or has been acknowledged. */
    public Optional<Message> acknowledge(String activity, String uid, String receipt) {
        return changed(ACKNOWLEDGE, Map.of("activity", activity, "uid", uid, "receipt", receipt)).stream()
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

    /** Changes a message in a transaction of its own; empty when somebody else has changed it since it was read. */
    public Optional<Message> change(Message message, MessageChange change) {
        return changed(CHANGE + store.now() + FENCED, values(message, change)).stream()
                .findFirst();
    }

    /**
     * Changes a message within a transaction that someone else commits.
     *
     * @throws TakenOverException when somebody else has changed it since it was read
     */
    Message change(Connection transaction, Message message, MessageChange change) {
        try (Handle handle = store.handle(transaction)) {
            return change(handle, message, change);
        }
    }

    /** The same in the transaction of this handle. */
    public Message change(Handle handle, Message message, MessageChange change) {
        return sql.change(handle, CHANGE + store.now() + FENCED, values(message, change)).stream()
                .findFirst()
                .orElseThrow(() -> new TakenOverException("message " + message.uid() + " was changed by someone else"));
    }

    /** Puts a message that has ended back into its queue; empty when it has not, or its payload is gone. */
    public Optional<Message> retry(Message message, String reason) {
        return changed(
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

    private List<Message> changed(String change, Map<String, ?> values) {
        return settled(() -> store.inOwnTransaction(handle -> sql.change(handle, change, values)));
    }

    private <T> T settled(Supplier<T> work) {
        T result = MessageSql.tried(work);
        store.settle();
        return result;
    }

    public Optional<Message> find(long id) {
        return one("id = :id", Map.of("id", id));
    }

    /** The message in the caller's transaction. */
    public static Optional<Message> find(Handle handle, long id) {
        return handle.createQuery(SELECT + "id = :id")
                .bind("id", id)
                .map(MessageSql.ROW)
                .findOne();
    }

    /** The messages of these deliveries that have one of these statuses, in the caller's transaction. */
    public static List<Message> ofDeliveries(Handle handle, List<Long> deliveries, Set<MessageStatus> statuses) {
        return handle.createQuery(SELECT + "id IN (SELECT message FROM drover.delivery"
                        + " WHERE id IN (<deliveries>)) AND status IN (<statuses>)")
                .bindList("deliveries", deliveries)
                .bindList("statuses", List.copyOf(statuses))
                .map(MessageSql.ROW)
                .list();
    }

    /** By the message id that clients know. */
    public Optional<Message> find(String uid) {
        return one("uid = :uid", Map.of("uid", uid));
    }

    /** By the execution id that clients know, in any of these forms. */
    public Optional<Message> ofExecution(List<String> executionUids) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + "execution_uid IN (<uids>) ORDER BY id LIMIT 1")
                        .bindList("uids", executionUids)
                        .map(MessageSql.ROW)
                        .findOne());
    }

    private Optional<Message> one(String condition, Map<String, ?> values) {
        return store.jdbi().withHandle(handle -> handle.createQuery(SELECT + condition)
                .bindMap(values)
                .map(MessageSql.ROW)
                .findOne());
    }

    /** What a queue holds that has not ended, in the order of arrival; of a status, or of any when it is null. */
    List<Message> open(String queue, MessageStatus status, int limit) {
        return store.jdbi().withHandle(handle -> handle.createQuery(SELECT
                        + "open_queue = :queue AND (CAST(:status AS VARCHAR) IS NULL OR status = :status)"
                        + " ORDER BY id LIMIT :limit")
                .bind("queue", queue)
                .bind("status", status)
                .bind("limit", limit)
                .map(MessageSql.ROW)
                .list());
    }

    /** How much a queue holds that has not ended. */
    public Depth depth(String queue) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT COUNT(*) AS count, MIN(created) AS oldest FROM drover.message WHERE open_queue = :queue")
                .bind("queue", queue)
                .map(ConstructorMapper.of(Depth.class))
                .one());
    }

    /**
     * Newest first.
     *
     * @param activity only its messages, or null
     * @param status only those with it, or null
     * @param before only with a smaller id, or null
     */
    public List<Message> list(String activity, MessageStatus status, Long before, int limit) {
        return store.jdbi().withHandle(handle -> handle.createQuery(SELECT
                        + (activity == null ? "" : "activity = :activity AND ")
                        + (status == null ? "" : "status = :status AND ")
                        + "id < :before ORDER BY id DESC LIMIT :limit")
                .bind("activity", activity)
                .bind("status", status)
                .bind("before", before == null ? Long.MAX_VALUE : before)
                .bind("limit", limit)
                .map(MessageSql.ROW)
                .list());
    }

    public List<MessageTransition> transitions(Message message) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT status, at, reason FROM drover.message_transition WHERE message = :id ORDER BY version")
                .bind("id", message.id())
                .map(ConstructorMapper.of(MessageTransition.class))
                .list());
    }

    static Map<String, Object> values(MessageEntry entry, Store store) {
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
