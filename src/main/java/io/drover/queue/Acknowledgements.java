package io.drover.queue;

import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.Crashpoint;
import io.drover.store.Store;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageLeases;
import io.drover.store.queue.Messages;
import java.util.Optional;

/** Ends messages that clients have received, and tells late, repeated, stale and foreign receipts from each other (promise P4). */
final class Acknowledgements {
    private final Messages messages;
    private final MessageLeases leases;
    private final DatabaseAvailability database;

    Acknowledgements(Store store, DatabaseAvailability database) {
        this.messages = new Messages(store);
        this.leases = new MessageLeases(store);
        this.database = database;
    }

    /** See {@link Queues#acknowledge}. */
    Message acknowledge(RecurringJobDefinition recurring, String correlationId, String receipt) {
        String uid = MessageIds.asMessage(correlationId)
                .orElseThrow(() -> new QueueException(
                        Kind.UNKNOWN, "the CorrelationId '" + correlationId + "' is not one that a dequeue has given"));
        Crashpoint.reached("ack.beforeCommit");
        Optional<Message> ended = database.with(() -> leases.acknowledge(recurring.activity(), uid, receipt));
        Crashpoint.reached("ack.afterCommit");
        return ended.orElseGet(() -> acknowledgedBefore(recurring, uid, receipt));
    }

    private Message acknowledgedBefore(RecurringJobDefinition recurring, String uid, String receipt) {
        Message message = database.with(() -> messages.find(uid))
                .filter(found -> recurring.activity().equals(found.queue().activity()))
                .orElseThrow(() -> new QueueException(
                        Kind.UNKNOWN,
                        "the recurring job " + recurring.name() + " has no message with the CorrelationId " + uid));
        if (receipt.equals(message.lease().receipt())) {
            return message;
        }
        if (database.with(() -> leases.hadReceipt(message, receipt))) {
            throw new QueueException(
                    Kind.CONFLICT,
                    "stale receipt: the lease of message " + uid
                            + " ran out and it was delivered again since; only the PopReceipt of its latest delivery"
                            + " acknowledges it");
        }
        throw new QueueException(
                Kind.UNKNOWN,
                "message " + uid + " was not delivered with that PopReceipt; send CorrelationId and PopReceipt as the"
                        + " dequeue gave them");
    }
}
