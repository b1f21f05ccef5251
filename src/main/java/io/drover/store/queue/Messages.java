package io.drover.store.queue;

import io.drover.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The messages of all queues, as they are and as they were. Nothing is changed here. */
public final class Messages {
    private final Store store;

    public Messages(Store store) {
        this.store = store;
    }

    public Optional<Message> find(long id) {
        return one("id = :id", Map.of("id", id));
    }

    /** The message in the caller's transaction. */
    public static Optional<Message> find(Handle handle, long id) {
        return handle.createQuery(MessageSql.SELECT + "id = :id")
                .bind("id", id)
                .map(MessageSql.ROW)
                .findOne();
    }

    /** The messages of these deliveries that have one of these statuses, in the caller's transaction. */
    public static List<Message> ofDeliveries(Handle handle, List<Long> deliveries, Set<MessageStatus> statuses) {
        return handle.createQuery(MessageSql.SELECT + "id IN (SELECT message FROM drover.delivery"
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
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        MessageSql.SELECT + "execution_uid IN (<uids>) ORDER BY id LIMIT 1")
                .bindList("uids", executionUids)
                .map(MessageSql.ROW)
                .findOne());
    }

    private Optional<Message> one(String condition, Map<String, ?> values) {
        return store.jdbi().withHandle(handle -> handle.createQuery(MessageSql.SELECT + condition)
                .bindMap(values)
                .map(MessageSql.ROW)
                .findOne());
    }

    /**
     * Newest first.
     *
     * @param activity only its messages, or null
     * @param status only those with it, or null
     * @param before only with a smaller id, or null
     */
    public List<Message> list(String activity, MessageStatus status, Long before, int limit) {
        return store.jdbi().withHandle(handle -> handle.createQuery(MessageSql.SELECT
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
}
