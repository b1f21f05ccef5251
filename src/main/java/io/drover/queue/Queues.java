package io.drover.queue;

import io.drover.job.definition.JobDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.PayloadStore;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.queue.retention.RemovalCounts;
import io.drover.store.Store;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageEntry.Queue;
import io.drover.store.queue.MessageQueues;
import io.drover.store.queue.MessageQueues.Depth;
import io.drover.store.queue.MessageQueues.Failures;
import io.drover.store.queue.MessageStatus;
import io.drover.store.queue.MessageTransition;
import io.drover.store.queue.Messages;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The queues: what clients, routes and runs do with messages. What returns is durable. Thread-safe.
 *
 * <pre>{@code
 * Message message = queues.enqueue(recurringJob, received);
 * Optional<Message> next = queues.dequeue(export); // on lease to whoever asked
 * queues.acknowledge(export, next.get().correlationId(), next.get().receipt());
 * }</pre>
 */
public final class Queues {
    private final Messages messages;
    private final MessageQueues waiting;
    private final DatabaseAvailability database = new DatabaseAvailability();
    private final QueueEntries entries;
    private final QueueLeases leases;
    private final Acknowledgements acknowledgements;
    private final Interventions interventions;
    private final MessagePayloads payloads;

    public Queues(Store store, PayloadStore payloads) {
        this.messages = new Messages(store);
        this.waiting = new MessageQueues(store);
        this.payloads = new MessagePayloads(store, payloads, Clock.systemUTC());
        this.entries = new QueueEntries(store, database);
        this.leases = new QueueLeases(store, this.payloads, database);
        this.acknowledgements = new Acknowledgements(store, database);
        this.interventions = new Interventions(store, payloads, database);
    }

    /**
     * Puts a payload into a recurring job's queue. An export without a payload is not yet handed out (status Preprocessing):
     * a {@link io.drover.store.queue.MessageChange} to Enqueued with the payload does that.
     *
     * @return the message; an earlier one when the idempotency key says that it is the same, or when the newest of its external id, within the
     *     dedup window, has its content and has not failed (promise P2)
     * @throws QueueException CONFLICT: another content under that idempotency key, or the execution id is taken; INVALID;
     *     UNAVAILABLE
     */
    public Message enqueue(RecurringJobDefinition recurring, NewMessage message) {
        return entries.enqueue(recurring, message);
    }

    /**
     * Makes the message of a data management action, whose run starts at once.
     *
     * @throws QueueException CONFLICT: the execution id is taken; INVALID; UNAVAILABLE
     */
    public Message submit(JobDefinition job, Direction direction, NewMessage message) {
        return entries.enter(new Queue(null, job.name(), direction, Duration.ZERO), message);
    }

    /**
     * The legal entity of a message for a recurring job in the one form in which it is kept.
     *
     * @param named as its sender writes it; null or blank: none
     * @throws QueueException INVALID: the recurring job lists others
     */
    public static String company(RecurringJobDefinition recurring, String named) {
        if (named == null || named.isBlank()) {
            return null;
        }
        return recurring
                .naming()
                .legalEntity(named.strip())
                .orElseThrow(() -> new QueueException(
                        Kind.INVALID,
                        "Target legal entity is not valid: the recurring job '" + recurring.name() + "' takes "
                                + String.join(", ", recurring.naming().listed()) + ", and not '" + named.strip()
                                + "'"));
    }

    /** Where the payloads of messages are, as far as they are here. */
    public MessagePayloads payloads() {
        return payloads;
    }

    /**
     * Leases the oldest message that waits, or whose lease has run out, to a client (promise P3). One whose payload is not here is
     * passed over: it stays where it is in the queue.
     *
     * @throws QueueException MISSING: messages wait, but of none the payload is here; UNAVAILABLE
     */
    public Optional<Message> dequeue(RecurringJobDefinition recurring) {
        return leases.dequeue(recurring);
    }

    /** Notes that a client downloads a message that it has on lease. */
    public void downloaded(Message message) {
        leases.downloaded(message);
    }

    /**
     * Ends a message that a client has received; doing so again changes nothing (promise P4).
     *
     * @throws QueueException UNKNOWN: no such message or receipt; CONFLICT: a stale receipt
     */
    public Message acknowledge(RecurringJobDefinition recurring, String correlationId, String receipt) {
        return acknowledgements.acknowledge(recurring, correlationId, receipt);
    }

    /** Gives a message back before its lease has run out; nothing happens when it is no longer this delivery's. */
    void release(Message leased, String reason) {
        leases.release(leased, reason);
    }

    /** A message by its id or by its execution id, in any form: quotes and braces, upper case, see wire contract 1.5. */
    public Optional<Message> find(String messageOrExecutionId) {
        Optional<Message> byUid =
                database.with(() -> MessageIds.asMessage(messageOrExecutionId).flatMap(messages::find));
        return byUid.isPresent()
                ? byUid
                : database.with(() -> messages.ofExecution(MessageIds.asExecution(messageOrExecutionId)));
    }

    /**
     * Newest messages first.
     *
     * @param activity only its messages, or null
     * @param status only those with it, or null
     * @param before only with a smaller id, or null
     */
    public List<Message> list(String activity, MessageStatus status, Long before, int limit) {
        return database.with(() -> messages.list(activity, status, before, limit));
    }

    /** All that a message has been through. */
    public List<MessageTransition> transitions(Message message) {
        return database.with(() -> messages.transitions(message));
    }

    /** How much waits, is on lease or under way in a recurring job's queue. */
    public Depth depth(RecurringJobDefinition recurring) {
        return database.with(() -> waiting.depth(recurring.activity()));
    }

    /** What has failed in a recurring job's queue lately, in words; empty when nothing has. */
    public Optional<String> failures(RecurringJobDefinition recurring) {
        return database.with(() -> waiting.failures(recurring.activity())).flatMap(Failures::words);
    }

    /**
     * Puts a message that has ended without success back into its queue.
     *
     * @throws QueueException INVALID: it has not ended, was successful, or its payload is no longer kept
     */
    public Message retry(Message message) {
        return interventions.retry(message);
    }

    /**
     * Cancels a message that waits or that a client has on lease; or passes over one whose import failed, so that an in-order
     * queue goes on. One that is being processed is cancelled through its execution.
     *
     * @throws QueueException INVALID: it has ended, or is being processed
     */
    public Message cancel(Message message) {
        return interventions.cancel(message);
    }

    /**
     * Removes a message that has ended, with its payload.
     *
     * @throws QueueException INVALID: it has not ended
     */
    public void remove(Message message) {
        interventions.remove(message);
    }

    /**
     * Removes messages that have ended, with their payloads.
     *
     * @param activity only those of this recurring job, or null
     * @param statuses only those with one of these; null or empty: whatever the status
     * @param olderThan only those that ended longer ago
     */
    public RemovalCounts cleanUp(String activity, Set<MessageStatus> statuses, Duration olderThan) {
        return interventions.cleanUp(activity, statuses, olderThan);
    }
}
