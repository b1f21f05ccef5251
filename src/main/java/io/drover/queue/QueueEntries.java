package io.drover.queue;

import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.Crashpoint;
import io.drover.store.Store;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageEntries;
import io.drover.store.queue.MessageEntry;
import io.drover.store.queue.MessageEntry.Content;
import io.drover.store.queue.MessageEntry.Queue;
import io.drover.store.queue.MessageStatus;

/** Puts messages into queues: new ones, or those that they repeat (promise P2). */
final class QueueEntries {
    private final MessageEntries messages;
    private final DatabaseAvailability database;

    QueueEntries(Store store, DatabaseAvailability database) {
        this.messages = new MessageEntries(store);
        this.database = database;
    }

    /** See {@link Queues#enqueue}. */
    Message enqueue(RecurringJobDefinition recurring, NewMessage message) {
        if (message.payload() == null && recurring.direction() == Direction.IMPORT) {
            throw new QueueException(Kind.INVALID, "a message of an import needs a payload");
        }
        Crashpoint.reached("enqueue.afterPayload");
        Queue queue = new Queue(
                recurring.activity(),
                recurring.job(),
                recurring.direction(),
                recurring.limits().dedupWindow());
        String company = Queues.company(recurring, message.properties().company());
        Message entered =
                enter(queue, message.withProperties(message.properties().withCompany(company)));
        Crashpoint.reached("enqueue.afterCommit");
        return entered;
    }

    /** Enters a message as one of a queue. */
    Message enter(Queue queue, NewMessage message) {
        MessageEntry entry = entry(queue, message);
        MessageLimits.check(entry);
        Message entered = database.with(() -> messages.enter(entry))
                .orElseThrow(() -> new QueueException(
                        Kind.CONFLICT, "the execution id '" + entry.executionUid() + "' is taken: choose another one"));
        boolean sameKey =
                entry.properties().idempotencyKey() != null && !entered.uid().equals(entry.uid());
        if (sameKey
                && !String.valueOf(entry.content().sha256())
                        .equals(entered.content().sha256())) {
            throw new QueueException(
                    Kind.CONFLICT,
                    "the idempotency key '" + entry.properties().idempotencyKey() + "' was used for message "
                            + entered.uid() + ", which has another content: a new message needs a key of its own");
        }
        return entered;
    }

    private static MessageEntry entry(Queue queue, NewMessage message) {
        Payload payload = message.payload();
        boolean awaitsPayload = payload == null && queue.activity() != null;
        return new MessageEntry(
                MessageIds.message(),
                message.executionUid() == null ? MessageIds.execution(queue.job()) : message.executionUid(),
                awaitsPayload ? MessageStatus.Preprocessing : MessageStatus.Enqueued,
                queue,
                payload == null
                        ? new Content(message.file(), null, null)
                        : new Content(message.file(), payload.sha256(), payload.bytes()),
                message.properties());
    }
}
