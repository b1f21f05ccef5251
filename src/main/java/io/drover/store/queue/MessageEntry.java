package io.drover.store.queue;

import java.time.Duration;

/**
 * A message that is entered; see {@link Message}.
 *
 * @param dedupWindow within which the newest message with the same external id, company and entity is this one when its content is
 *     the same and it has not failed; zero: never. An idempotency key takes its place
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

    /** What two enqueues must have in common to be told apart or to be one: whose newest message decides. */
    String identifier() {
        return String.join("\n", activity, externalId, company, entity);
    }
}
