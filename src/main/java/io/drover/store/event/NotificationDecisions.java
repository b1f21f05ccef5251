package io.drover.store.event;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import io.drover.store.event.Notification.Channel;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Decides who is told of an event: in one transaction, one event after the other for each task, once over all nodes. What is
 * to be told stands in the outbox afterwards.
 */
public final class NotificationDecisions {
    private final Store store;

    /**
     * What is done for one channel.
     *
     * @param state how the task stands with it from now on
     * @param kind what is told, or null: nothing
     * @param notBefore when it is told at the earliest, or null: at once
     */
    public record Decision(ChannelState state, NotificationKind kind, Instant notBefore) {}

    /** The rules. */
    @FunctionalInterface
    public interface Rules {
        /**
         * Decides about an event.
         *
         * @param held whether something waits that is dropped now
         * @return empty when the task has no such channel
         */
        Optional<Decision> decide(TaskEvent event, Channel channel, ChannelState state, boolean held);
    }

    public NotificationDecisions(Store store) {
        this.store = store;
    }

    /**
     * Decides about the oldest event of a task.
     *
     * @return whether there was one
     */
    public boolean next(String task, Rules rules) {
        addStates(task);
        return store.jdbi().inTransaction(handle -> {
            Map<Channel, ChannelState> states = lock(handle, task);
            Optional<TaskEvent> event = oldest(handle, task);
            event.ifPresent(found -> {
                states.forEach((channel, state) -> decide(handle, found, channel, state, rules));
                close(handle, found);
            });
            return event.isPresent();
        });
    }

    private static void decide(Handle handle, TaskEvent event, Channel channel, ChannelState state, Rules rules) {
        boolean held = held(handle, event.task(), channel).isPresent();
        Optional<Decision> decision = rules.decide(event, channel, state, held);
        if (decision.isEmpty()) {
            return;
        }
        handle.execute(
                "DELETE FROM drover.notification WHERE task = ? AND channel = ? AND state = 'Held'",
                event.task(),
                channel);
        if (decision.get().kind() != null) {
            add(handle, event, channel, decision.get(), state.heldBack() + (held ? 1 : 0));
        }
        save(handle, event.task(), channel, decision.get().state());
    }

    private static void add(Handle handle, TaskEvent event, Channel channel, Decision decision, int heldBack) {
        boolean now = decision.notBefore() == null;
        handle.createUpdate("INSERT INTO drover.notification (uid, event, task, channel, kind, held_back, state,"
                        + " next_attempt, created) VALUES (:uid, :event, :task, :channel, :kind, :held, :state, "
                        + (now ? "CURRENT_TIMESTAMP" : ":notBefore") + ", CURRENT_TIMESTAMP)")
                .bind("uid", UUID.randomUUID().toString())
                .bind("event", event.id())
                .bind("task", event.task())
                .bind("channel", channel)
                .bind("kind", decision.kind())
                .bind("held", heldBack)
                .bind("state", now ? Notification.State.Waiting : Notification.State.Held)
                .bind("notBefore", decision.notBefore())
                .execute();
    }

    /** Lets go what was held back until now. */
    public void release(Instant now) {
        List<HeldNotification> due = store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT id, task, channel, kind FROM drover.notification WHERE state = 'Held'"
                                + " AND next_attempt <= :now ORDER BY id")
                .bind("now", now)
                .map(ConstructorMapper.of(HeldNotification.class))
                .list());
        due.forEach(held -> store.jdbi().useTransaction(handle -> release(handle, held, now)));
    }

    private static void release(Handle handle, HeldNotification held, Instant now) {
        ChannelState state = lock(handle, held.task()).get(held.channel());
        int released = handle.execute(
                "UPDATE drover.notification SET state = 'Waiting', held_back = ?, next_attempt = CURRENT_TIMESTAMP"
                        + " WHERE id = ? AND state = 'Held'",
                state.heldBack(),
                held.id());
        if (released == 1) {
            save(handle, held.task(), held.channel(), state.told(held.kind(), now));
        }
    }

    /** One that waits because another was sent shortly before. */
    record HeldNotification(long id, String task, Channel channel, NotificationKind kind) {}

    private static Optional<Long> held(Handle handle, String task, Channel channel) {
        return handle.createQuery(
                        "SELECT id FROM drover.notification WHERE task = :task AND channel = :channel AND state = 'Held'")
                .bind("task", task)
                .bind("channel", channel)
                .mapTo(Long.class)
                .findFirst();
    }

    /** An event of which nobody was told is not needed; an alert stays, so that it is not entered again. */
    private static void close(Handle handle, TaskEvent event) {
        handle.execute("UPDATE drover.task_event SET open_task = NULL WHERE id = ?", event.id());
        handle.execute(
                "DELETE FROM drover.task_event WHERE id = ? AND alert IS NULL"
                        + " AND NOT EXISTS (SELECT 1 FROM drover.notification n WHERE n.event = ?)",
                event.id(),
                event.id());
    }

    private static Optional<TaskEvent> oldest(Handle handle, String task) {
        return handle.createQuery("SELECT " + TaskEvents.COLUMNS + " WHERE e.open_task = :task ORDER BY e.id LIMIT 1")
                .bind("task", task)
                .map(ConstructorMapper.of(TaskEvent.class))
                .findFirst();
    }

    private static Map<Channel, ChannelState> lock(Handle handle, String task) {
        Map<Channel, ChannelState> states = new EnumMap<>(Channel.class);
        handle.createQuery("SELECT channel, failing, last_failure, last_success, held_back, gone"
                        + " FROM drover.notification_state WHERE task = :task ORDER BY channel FOR UPDATE")
                .bind("task", task)
                .map((row, context) -> Map.entry(
                        Channel.valueOf(row.getString("channel")),
                        ConstructorMapper.of(ChannelState.class)
                                .specialize(row, context)
                                .map(row, context)))
                .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
        return states;
    }

    private static void save(Handle handle, String task, Channel channel, ChannelState state) {
        handle.createUpdate("UPDATE drover.notification_state SET failing = :failing, last_failure = :lastFailure,"
                        + " last_success = :lastSuccess, held_back = :heldBack, gone = :gone"
                        + " WHERE task = :task AND channel = :channel")
                .bindMethods(state)
                .bind("task", task)
                .bind("channel", channel)
                .execute();
    }

    private void addStates(String task) {
        for (Channel channel : Channel.values()) {
            try {
                store.jdbi().useHandle(handle -> {
                    if (handle.createQuery(
                                            "SELECT COUNT(*) FROM drover.notification_state WHERE task = ? AND channel = ?")
                                    .bind(0, task)
                                    .bind(1, channel)
                                    .mapTo(Integer.class)
                                    .one()
                            == 0) {
                        handle.execute(
                                "INSERT INTO drover.notification_state (task, channel) VALUES (?, ?)", task, channel);
                    }
                });
            } catch (UnableToExecuteStatementException e) {
                if (!SqlErrors.isDuplicateKey(e)) {
                    throw e;
                }
            }
        }
    }
}
