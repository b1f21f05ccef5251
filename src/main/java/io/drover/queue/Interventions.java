package io.drover.queue;

import io.drover.queue.payload.PayloadStore;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.queue.retention.MessageRemover;
import io.drover.queue.retention.MessageRemover.Rule;
import io.drover.queue.retention.RemovalCounts;
import io.drover.store.Store;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageChange;
import io.drover.store.queue.MessageChanges;
import io.drover.store.queue.MessageHistory;
import io.drover.store.queue.MessageHistory.Candidate;
import io.drover.store.queue.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What people do with messages: try again, cancel, remove. */
final class Interventions {
    private final MessageChanges messages;
    private final MessageHistory history;
    private final MessageRemover remover;
    private final DatabaseAvailability database;

    Interventions(Store store, PayloadStore payloads, DatabaseAvailability database) {
        this.messages = new MessageChanges(store);
        this.history = new MessageHistory(store);
        this.remover = new MessageRemover(history, payloads);
        this.database = database;
    }

    /** See {@link Queues#retry}. */
    Message retry(Message message) {
        switch (message.status()) {
            case PreProcessingError, ProcessedWithErrors, PostProcessingFailed, Canceled -> {}
            default ->
                throw new QueueException(
                        Kind.INVALID,
                        "message " + message.uid() + " is " + message.status()
                                + ": only one that failed or was cancelled" + " can be tried again");
        }
        if (message.queue().activity() != null && message.content().sha256() == null) {
            throw new QueueException(
                    Kind.INVALID,
                    "message " + message.uid() + " is of an export that made no file: export again instead (drover"
                            + " recurring-job run " + message.queue().activity() + ")");
        }
        return database.with(() -> messages.retry(message, "to be tried again, as a person asked"))
                .orElseThrow(() -> new QueueException(
                        Kind.INVALID,
                        "message " + message.uid()
                                + " cannot be tried again: its payload is no longer kept, or somebody was"
                                + " faster"));
    }

    /** See {@link Queues#cancel}. */
    Message cancel(Message message) {
        switch (message.status()) {
            case Enqueued, Dequeued, Downloaded -> {}
            case PreProcessingError, PostProcessingFailed -> requireImport(message);
            case Preprocessing, Processing ->
                throw new QueueException(
                        Kind.INVALID,
                        "message " + message.uid() + " is being processed: cancel execution "
                                + message.ids().execution());
            default ->
                throw new QueueException(
                        Kind.INVALID, "message " + message.uid() + " has ended: it is " + message.status());
        }
        return database.with(() ->
                        messages.change(message, MessageChange.to(MessageStatus.Canceled, "cancelled by a person")))
                .orElseThrow(() -> new QueueException(
                        Kind.INVALID, "message " + message.uid() + " has changed meanwhile: look at it again"));
    }

    /** See {@link Queues#remove}. */
    void remove(Message message) {
        if (!database.with(() -> remover.message(message))) {
            throw new QueueException(
                    Kind.INVALID, "message " + message.uid() + " has not ended: it is " + message.status());
        }
    }

    /** See {@link Queues#cleanUp}. */
    RemovalCounts cleanUp(String activity, Set<MessageStatus> statuses, Duration olderThan) {
        Instant before = database.with(history::now).minus(olderThan);
        return database.with(() -> remover.messages(new Rule() {
            @Override
            public boolean applies(Candidate message) {
                return !message.changed().isAfter(before)
                        && (activity == null || activity.equals(message.activity()))
                        && (statuses == null || statuses.isEmpty() || statuses.contains(message.status()));
            }

            @Override
            public boolean mayApplyToYounger(Candidate message) {
                return !message.created().isAfter(before);
            }
        }));
    }

    private static void requireImport(Message message) {
        if (message.queue().activity() == null || message.queue().direction() != Direction.IMPORT) {
            throw new QueueException(
                    Kind.INVALID, "message " + message.uid() + " has ended: it is " + message.status());
        }
    }
}
