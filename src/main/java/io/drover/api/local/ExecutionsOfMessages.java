package io.drover.api.local;

import io.drover.api.OperationException;
import io.drover.queue.Queues;
import io.drover.store.queue.Message;

/** Executions as clients of recurring jobs name them: by the message that has led to one. */
final class ExecutionsOfMessages {
    private final Queues queues;

    ExecutionsOfMessages(Queues queues) {
        this.queues = queues;
    }

    /** The number of the execution that a message id, or the execution id that clients know, stands for. */
    long execution(String id) {
        Message message = queues.find(id)
                .orElseThrow(() -> new OperationException(
                        404, "there is no execution " + id + ", and no message of that id or execution id"));
        if (message.ids().execution() == null) {
            throw new OperationException(
                    404,
                    "message " + message.uid() + " has led to no execution: it is " + message.status()
                            + (message.state().reason() == null
                                    ? ""
                                    : ": " + message.state().reason()));
        }
        return message.ids().execution();
    }
}
