package io.drover.store.ledger;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import io.drover.store.StoreException;
import io.drover.store.TakenOverException;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageChange;
import io.drover.store.queue.MessageChanges;
import io.drover.store.queue.MessageEntries;
import io.drover.store.queue.MessageEntry;
import io.drover.store.queue.MessageQueues;
import io.drover.store.queue.MessageStatus;
import io.drover.store.queue.Messages;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The messages that jobs are run for. A run claims the message as a delivery; what becomes of one becomes of the other in the
 * same transaction.
 */
public final class MessageRuns {
    private static final Set<MessageStatus> UNDER_WAY =
            EnumSet.of(MessageStatus.Dequeued, MessageStatus.Preprocessing, MessageStatus.Processing);

    private final Store store;
    private final MessageEntries entries;
    private final MessageChanges changes;

    public MessageRuns(Store store) {
        this.store = store;
        this.entries = new MessageEntries(store);
        this.changes = new MessageChanges(store);
    }

    /** What must have become of the messages of its queue before one. */
    public enum Order {
        /** Nothing: it may be processed at any time. */
        ANY,
        /** Each has ended, in whatever way. */
        AFTER_ALL,
        /** Each has ended, and the one before it well; or a person has cancelled that. */
        AFTER_SUCCESS
    }

    /**
     * Claims a message and its job.
     *
     * @param file what the delivery is called in the history
     * @return the delivery; empty when the message waits no more, when it is not its turn, or when the job is busy
     */
    public Optional<Delivery> claim(Message message, String file, Order order) {
        Claims.releaseExpired(store);
        try {
            return store.jdbi().inTransaction(handle -> {
                Optional<Delivery> claimed = claim(handle, message, file, order);
                if (claimed.isEmpty()) {
                    handle.rollback();
                }
                return claimed;
            });
        } catch (UnableToExecuteStatementException e) {
            if (SqlErrors.isDuplicateKey(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Delivery> claim(Handle handle, Message message, String file, Order order) {
        Optional<Message> waits = Messages.find(handle, message.id())
                .filter(found -> found.status() == MessageStatus.Enqueued
                        && found.state().version() == message.state().version());
        if (waits.isEmpty()) {
            return Optional.empty();
        }
        try {
            changes.change(handle, message, MessageChange.to(MessageStatus.Dequeued, null));
        } catch (StoreException e) {
            return Optional.empty(); // another node was faster
        }
        Optional<Delivery> claimed = new Deliveries(store).claim(handle, message, file);
        // Only now, with the job claimed, can nobody start an older one
        return claimed.filter(delivery -> isNext(handle, message, order));
    }

    private static boolean isNext(Handle handle, Message message, Order order) {
        if (order == Order.ANY) {
            return true;
        }
        return !MessageQueues.isBehind(handle, message)
                && (order == Order.AFTER_ALL
                        || MessageQueues.blocking(handle, message).isEmpty());
    }

    /**
     * Enters the message of a recurring export together with the claim of its job: the run then makes its payload.
     *
     * @param source what the delivery is called in the history
     * @return the delivery; empty, and no message, when the job is busy
     */
    public Optional<Delivery> claimExport(MessageEntry entry, String source) {
        Claims.releaseExpired(store);
        try {
            return store.jdbi()
                    .inTransaction(handle -> new Deliveries(store).claim(handle, entries.enter(handle, entry), source));
        } catch (UnableToExecuteStatementException e) {
            if (SqlErrors.isDuplicateKey(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Enters the message of a recurring export whose run could not even begin. Waits while the database is away. */
    public void failed(MessageEntry entry, String reason) {
        MessageChange end = MessageChange.to(MessageStatus.PostProcessingFailed, reason);
        store.bookkeeping().enter(() -> store.jdbi()
                .useTransaction(handle -> changes.change(handle, entries.enter(handle, entry), end)));
    }

    /** The run of a claimed message has begun; false when the message was cancelled just before. */
    boolean begun(Handle handle, long id, long execution) {
        Message message = Messages.find(handle, id).orElseThrow();
        if (message.status() == MessageStatus.Dequeued) {
            MessageChange change =
                    MessageChange.to(MessageStatus.Preprocessing, null).withExecution(execution);
            changes.change(handle, message, change);
            return true;
        }
        if (message.status() == MessageStatus.Preprocessing
                && message.ids().execution() == null) { // entered with its claim
            handle.execute("UPDATE drover.message SET execution = ? WHERE id = ?", execution, id);
            return true;
        }
        return false;
    }

    /**
     * The run of a claimed message has read its first records.
     *
     * @throws TakenOverException when the delivery is no longer the caller's
     */
    public void processing(Delivery delivery) {
        store.jdbi().useTransaction(handle -> {
            HeldDeliveries.requireHeld(handle, delivery);
            Messages.find(handle, delivery.origin().message())
                    .filter(found -> found.status() == MessageStatus.Preprocessing)
                    .ifPresent(
                            found -> changes.change(handle, found, MessageChange.to(MessageStatus.Processing, null)));
        });
    }

    /** Ends the message of a delivery with its run. */
    void end(Handle handle, Delivery delivery, Ending ending) {
        if (delivery.origin().message() == null) {
            return;
        }
        Optional<Message> message =
                Messages.find(handle, delivery.origin().message()).filter(found -> UNDER_WAY.contains(found.status()));
        if (message.isPresent()) {
            changes.change(handle, message.get(), settled(message.get(), ending.message()));
        } else if (ending.delivery().isDone()) {
            throw new TakenOverException("the message of " + delivery.file() + " was taken over by another node");
        }
    }

    /** Messages whose runs are abandoned wait again. */
    void release(Handle handle, List<Long> deliveries, String reason) {
        List<Message> abandoned = Messages.ofDeliveries(handle, deliveries, UNDER_WAY);
        MessageChange change = MessageChange.to(MessageStatus.Enqueued, reason).asAttempt();
        abandoned.forEach(message -> changes.change(handle, message, settled(message, change)));
    }

    /** A recurring export is not run again for its message: the next run makes one of its own, and this one has failed. */
    private static MessageChange settled(Message message, MessageChange change) {
        boolean unmade = change.status() == MessageStatus.Enqueued
                && change.run().export().sha256() == null
                && message.content().sha256() == null
                && message.queue().direction() == Direction.EXPORT
                && message.queue().activity() != null;
        return unmade
                ? MessageChange.to(MessageStatus.PostProcessingFailed, change.reason())
                        .withRun(change)
                : change;
    }

    /** Ends a message that waits and whose runs broke off too often. */
    public void giveUp(Message message, String reason) {
        store.jdbi().useTransaction(handle -> {
            changes.change(handle, message, MessageChange.to(MessageStatus.PostProcessingFailed, reason));
            handle.execute(
                    "UPDATE drover.delivery SET state = 'Failed' WHERE message = ? AND state = 'Waiting'",
                    message.id());
        });
    }
}
