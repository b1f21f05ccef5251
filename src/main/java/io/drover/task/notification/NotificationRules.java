package io.drover.task.notification;

import io.drover.store.event.ChannelState;
import io.drover.store.event.NotificationDecisions.Decision;
import io.drover.store.event.NotificationKind;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether somebody is told of an event now, later or not: not so often that a remote system that is broken fills mailboxes, and
 * once when it is over.
 *
 * @param onFailureOnly whether successes are not told, but for the first after a failure
 * @param interval shortest time between two about failures, and between two about successes
 */
record NotificationRules(boolean onFailureOnly, Duration interval) {

    /**
     * Decides.
     *
     * @param held whether something waits because another was sent shortly before: it gives way to this
     */
    Decision decide(NotificationKind kind, ChannelState state, boolean held, Instant now) {
        if (kind.isFailure()) {
            return limited(kind, state, held, state.lastFailure(), now);
        }
        if (state.failing()) {
            return new Decision(state.told(NotificationKind.Recovered, now), NotificationKind.Recovered, null);
        }
        if (onFailureOnly) {
            return new Decision(counting(state, held), null, null);
        }
        return limited(kind, state, held, state.lastSuccess(), now);
    }

    private Decision limited(NotificationKind kind, ChannelState state, boolean held, Instant last, Instant now) {
        Instant free = last == null ? now : last.plus(interval);
        return free.isAfter(now)
                ? new Decision(counting(state, held), kind, free)
                : new Decision(state.told(kind, now), kind, null);
    }

    /** What gave way was not sent. */
    private static ChannelState counting(ChannelState state, boolean held) {
        return held ? state.withHeldBack(state.heldBack() + 1) : state;
    }
}
