package io.drover.store.queue;

import java.time.Duration;

/** A message that is entered; see {@link Message}. */
public record MessageEntry(
        String uid,
        String executionUid,
        MessageStatus status,
        Queue queue,
        Content content,
        MessageProperties properties) {

    /**
     * Where it waits.
     *
     * @param activity the recurring job's id; null for a data management action
     * @param dedupWindow within which the newest message with the same external id, company and entity is this one when its content
     *     is the same and it has not failed; zero: never. An idempotency key takes its place
     */
    public record Queue(String activity, String job, Direction direction, Duration dedupWindow) {}

    /**
     * What it holds; each may be null: its payload is still to be made.
     *
     * @param file its original name
     */
    public record Content(String file, String sha256, Long bytes) {}

    boolean mayBeKnown() {
        return properties.idempotencyKey() == null
                && queue.activity() != null
                && properties.externalId() != null
                && content.sha256() != null
                && !queue.dedupWindow().isZero();
    }

    /** What two enqueues must have in common to be told apart or to be one: whose newest message decides. */
    String identifier() {
        return String.join("\n", queue.activity(), properties.externalId(), properties.company(), properties.entity());
    }
}
