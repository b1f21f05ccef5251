package io.drover.queue;

import io.drover.definition.Direction;
import io.drover.definition.JobDefinition;
import io.drover.definition.RecurringJobDefinition;
import io.drover.store.Message;
import io.drover.store.MessageTransition;
import io.drover.store.Store;
import java.util.List;
import java.util.Optional;

/** The queues: what clients, routes and runs do with messages. What returns is durable. Thread-safe. */
public final class Queues {

    public Queues(Store store, PayloadStore payloads) {}

    /**
     * Puts a payload into a recurring job's queue.
     *
     * @return the message; an earlier one when the idempotency key, or the external id and the content within the dedup window,
     *     say that it is the same (promise P2)
     * @throws QueueException CONFLICT: another content under that idempotency key; UNAVAILABLE
     */
    public Message enqueue(RecurringJobDefinition recurring, NewMessage message) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the message of a data management action, whose run starts at once.
     *
     * @throws QueueException CONFLICT: the execution id is taken
     */
    public Message submit(JobDefinition job, Direction direction, NewMessage message) {
        throw new UnsupportedOperationException();
    }

    /** Leases the oldest message that waits, or whose lease has run out, to a client (promise P3). */
    public Optional<Message> dequeue(RecurringJobDefinition recurring) {
        throw new UnsupportedOperationException();
    }

    /** Notes that a client downloads a message that it has on lease. */
    public void downloaded(Message message) {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends a message that a client has received; doing so again changes nothing (promise P4).
     *
     * @throws QueueException UNKNOWN: no such message or receipt; CONFLICT: a stale receipt
     */
    public Message acknowledge(RecurringJobDefinition recurring, String correlationId, String receipt) {
        throw new UnsupportedOperationException();
    }

    /** A message by its id or by its execution id, in any form: quotes and braces, upper case, see facts 1.5. */
    public Optional<Message> find(String messageOrExecutionId) {
        throw new UnsupportedOperationException();
    }

    /** Newest messages first. @param activity only its messages, or null; @param before only with a smaller id, or null */
    public List<Message> list(String activity, Long before, int limit) {
        throw new UnsupportedOperationException();
    }

    /** All that a message has been through. */
    public List<MessageTransition> transitions(Message message) {
        throw new UnsupportedOperationException();
    }
}
