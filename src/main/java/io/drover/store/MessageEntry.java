package io.drover.store;

import io.drover.definition.Direction;
import java.time.Duration;

/**
 * A message that is entered; see {@link Message}.
 *
 * @param dedupWindow within which an earlier message with the same external id and the same content is this one; zero: never.
 *     An idempotency key takes its place
 */
public record MessageEntry(
        String uid,
        String activity,
        String job,
        Direction direction,
        MessageStatus status,
        String executionUid,
        String file,
        String sha256,
        Long bytes,
        String externalId,
        String company,
        String entity,
        String options,
        String application,
        String idempotencyKey,
        Duration dedupWindow) {

    public String queue() {
        return Message.queue(activity, job);
    }

    boolean mayBeKnown() {
        return idempotencyKey == null && activity != null && externalId != null && sha256 != null && dedupMillis() > 0;
    }

    /** The dedup window in milliseconds. */
    public long dedupMillis() {
        return dedupWindow.toMillis();
    }

    /** What two enqueues must have in common to be one. */
    String sameness() {
        return String.join("\n", activity, externalId, sha256);
    }
}
