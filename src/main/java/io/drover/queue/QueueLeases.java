package io.drover.queue;

import io.drover.queue.MessagePayloads.PayloadFilter;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.store.Crashpoint;
import io.drover.store.Store;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageChange;
import io.drover.store.queue.MessageChanges;
import io.drover.store.queue.MessageLeases;
import io.drover.store.queue.MessageStatus;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands messages of exports out to clients, on lease, and takes them back (promise P3). */
final class QueueLeases {
    private static final Logger LOG = LoggerFactory.getLogger(QueueLeases.class);

    private final MessageLeases messages;
    private final MessageChanges changes;
    private final MessagePayloads payloads;
    private final DatabaseAvailability database;

    QueueLeases(Store store, MessagePayloads payloads, DatabaseAvailability database) {
        this.messages = new MessageLeases(store);
        this.changes = new MessageChanges(store);
        this.payloads = payloads;
        this.database = database;
    }

    /** See {@link Queues#dequeue}. */
    Optional<Message> dequeue(RecurringJobDefinition recurring) {
        Crashpoint.reached("dequeue.beforeCommit");
        PayloadFilter passing;
        Optional<Message> leased;
        do {
            passing = payloads.passing(recurring.activity());
            leased = lease(recurring, passing);
        } while (leased.isEmpty() && passing.isOutdated());
        if (leased.isEmpty()) {
            passing.requireNone(recurring.job());
        }
        Crashpoint.reached("dequeue.afterCommit");
        return leased;
    }

    /** Leases the next one; what was delivered too often is set aside. */
    private Optional<Message> lease(RecurringJobDefinition recurring, PayloadFilter passing) {
        Optional<Message> leased = attempt(recurring, passing);
        while (leased.isPresent() && leased.get().status() == MessageStatus.PostProcessingFailed) {
            Message spent = leased.get();
            LOG.warn(
                    "{}  message {} is set aside: {}",
                    recurring.name(),
                    spent.uid(),
                    spent.state().reason());
            leased = attempt(recurring, passing);
        }
        return leased;
    }

    private Optional<Message> attempt(RecurringJobDefinition recurring, PayloadFilter passing) {
        String tooOften =
                "delivered " + recurring.limits().maxAttempts() + " times and never acknowledged; the payload is kept";
        return database.with(() -> messages.lease(
                recurring.activity(),
                Receipts.next(),
                recurring.limits().lease(),
                recurring.limits().maxAttempts(),
                tooOften,
                passing));
    }

    /** See {@link Queues#downloaded}. */
    void downloaded(Message message) {
        if (message.lease().receipt() != null) {
            database.with(() -> messages.downloaded(message));
        }
    }

    /** See {@link Queues#release}. */
    void release(Message leased, String reason) {
        database.with(() -> changes.change(leased, MessageChange.to(MessageStatus.Enqueued, reason)));
    }
}
