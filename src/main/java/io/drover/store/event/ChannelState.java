package io.drover.store.event;

import java.time.Instant;
import org.jdbi.v3.core.mapper.reflect.ColumnName;

/**
 * How a task stands with those who are told of it over one channel.
 *
 * @param failing whether the last they heard is a failure
 * @param lastFailure when they were told of one, or null
 * @param lastSuccess when they were told of a success, or null
 * @param heldBack how much was not sent since they were told something
 * @param gone SHA-256 of an address that wants nothing any more, or null
 */
public record ChannelState(
        boolean failing,
        @ColumnName("last_failure") Instant lastFailure,
        @ColumnName("last_success") Instant lastSuccess,
        @ColumnName("held_back") int heldBack,
        String gone) {

    /** After something was told at this time. */
    public ChannelState told(NotificationKind kind, Instant now) {
        boolean failure = kind.isFailure();
        return new ChannelState(failure, failure ? now : lastFailure, failure ? lastSuccess : now, 0, gone);
    }

    /** With another number of what was not sent. */
    public ChannelState withHeldBack(int count) {
        return new ChannelState(failing, lastFailure, lastSuccess, count, gone);
    }
}
