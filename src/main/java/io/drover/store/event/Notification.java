package io.drover.store.event;

import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ColumnName;

/**
 * Something to be told over one channel: a row of the outbox.
 *
 * @param uid the same at every attempt
 * @param heldBack how many were not sent since the one before
 */
public record Notification(
        long id,
        String uid,
        @Nested About about,
        @ColumnName("held_back") int heldBack,
        @Nested Sending sending,
        Instant created) {

    /**
     * What it tells of.
     *
     * @param event id of what happened
     */
    public record About(long event, String task, Channel channel, NotificationKind kind) {}

    /**
     * How far it has come.
     *
     * @param attempts that have begun
     * @param reason why the latest attempt failed, or null
     */
    public record Sending(State state, int attempts, String reason) {}

    /** The way on which it is told. */
    public enum Channel {
        Mail,
        Webhook
    }

    /** Where it stands. */
    public enum State {
        /** Another was sent shortly before: it waits, and a later one may take its place. */
        Held,
        /** To be sent, perhaps once more. */
        Waiting,
        Sent,
        /** It could not be sent, and is not tried any more. */
        GivenUp
    }
}
