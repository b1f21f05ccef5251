package io.drover.queue;

import io.drover.queue.payload.Payload;
import io.drover.store.queue.MessageProperties;

/**
 * What is known of a message when it is made.
 *
 * @param payload null when the run of an export is to make it
 * @param file original name, or null
 * @param executionUid the execution id that the client wants; null: one is made
 */
public record NewMessage(Payload payload, String file, String executionUid, MessageProperties properties) {

    /** A message of which nothing else is known. */
    public static NewMessage of(Payload payload, String file) {
        return new NewMessage(payload, file, null, MessageProperties.NONE);
    }

    /** The same with the execution id that the client wants. */
    public NewMessage withExecutionUid(String wanted) {
        return new NewMessage(payload, file, wanted, properties);
    }

    /** The same with what its sender says of it. */
    public NewMessage withProperties(MessageProperties said) {
        return new NewMessage(payload, file, executionUid, said);
    }
}
