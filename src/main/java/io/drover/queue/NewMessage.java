package io.drover.queue;

import io.drover.queue.payload.Payload;

/**
 * What is known of a message when it is made; each but {@code payload} of an enqueue may be null.
 *
 * @param payload null when the run of an export is to make it
 * @param executionUid the execution id that the client wants; null: one is made
 * @param file original name
 * @param idempotencyKey of the header Idempotency-Key
 * @param options of a data management action, as JSON
 * @param application client id
 */
public record NewMessage(
        Payload payload,
        String executionUid,
        String file,
        String externalId,
        String company,
        String entity,
        String idempotencyKey,
        String options,
        String application) {}
