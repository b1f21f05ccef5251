package io.drover.queue;

import io.drover.job.definition.JobDefinition;
import io.drover.queue.MessagePayloads.PayloadFilter;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.PayloadStore;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.Crashpoint;
import io.drover.store.Store;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageChange;
import io.drover.store.queue.MessageEntry;
import io.drover.store.queue.MessageEntry.Content;
import io.drover.store.queue.MessageEntry.Queue;
import io.drover.store.queue.MessageHistory;
import io.drover.store.queue.MessageQueues;
import io.drover.store.queue.MessageQueues.Failures;
import io.drover.store.queue.MessageStatus;
import io.drover.store.queue.MessageTransition;
import io.drover.store.queue.Messages;
import io.drover.store.queue.Messages.Depth;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final Logger LOG = LoggerFactory.getLogger(Queues.class);

    private final Messages messages;
    private final MessageQueues waiting;
    private final DatabaseAvailability database = new DatabaseAvailability();
    private final Acknowledgements acknowledgements;
    private final Interventions interventions;
    private final MessagePayloads payloads;

    public Queues(Store store, PayloadStore payloads) {
        this.messages = new Messages(store);
        this.waiting = new MessageQueues(store);
        this.acknowledgements = new Acknowledgements(messages, database);
        this.payloads = new MessagePayloads(store, payloads, Clock.systemUTC());
        this.interventions = new Interventions(messages, new MessageHistory(store), payloads, database);
    }

    /** What a clean-up has removed. */
    public record RemovalCounts(long messages, long payloads) {}

    /**
     * Puts a payload into a recurring job's queue. An export without a payload is not yet handed out (status Preprocessing):
     * {@link Messages#change} to Enqueued with the payload does that.
     *
     * @return the message; an earlier one when the idempotency key says that it is the same, or when the newest of its external id, within the
     *     dedup window, has its content and has not failed (promise P2)
     * @throws QueueException CONFLICT: another content under that idempotency key, or the execution id is taken; INVALID;
     *     UNAVAILABLE
     */
    public Message enqueue(RecurringJobDefinition recurring, NewMessage message) {
        if (message.payload() == null && recurring.direction() == Direction.IMPORT) {
            throw new QueueException(Kind.INVALID, "a message of an import needs a payload");
        }
        Crashpoint.reached("enqueue.afterPayload");
        Queue queue = new Queue(
                recurring.activity(),
                recurring.job(),
                recurring.direction(),
                recurring.limits().dedupWindow());
        String company = company(recurring, message.properties().company());
        Message entered =
                enter(entry(queue, message.withProperties(message.properties().withCompany(company))));
        Crashpoint.reached("enqueue.afterCommit");
        return entered;
    }

    /**
     * Makes the message of a data management action, whose run starts at once.
     *
     * @throws QueueException CONFLICT: the execution id is taken; INVALID; UNAVAILABLE
     */
    public Message submit(JobDefinition job, Direction direction, NewMessage message) {
        return enter(entry(new Queue(null, job.name(), direction, Duration.ZERO), message));
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

    private Message enter(MessageEntry entry) {
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

    /** Notes that a client downloads a message that it has on lease. */
    public void downloaded(Message message) {
        if (message.lease().receipt() != null) {
            database.with(() -> messages.downloaded(message));
        }
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
        database.with(() -> messages.change(leased, MessageChange.to(MessageStatus.Enqueued, reason)));
    }

    /** A message by its id or by its execution id, in any form: quotes and braces, upper case, see wire contract 1.5. */
    public Optional<Message> find(String messageOrExecutionId) {
        Optional<Message> byUid =
                database.with(() -> MessageIds.asMessage(messageOrExecutionId).flatMap(messages::find));
        return byUid.isPresent()
                ? byUid
                : database.with(() -> messages.ofExecution(MessageIds.asExecution(messageOrExecutionId)));
    }

    /** As {@link #list(String, MessageStatus, Long, int)}, whatever the status. */
    public List<Message> list(String activity, Long before, int limit) {
        return list(activity, null, before, limit);
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
        return database.with(() -> messages.depth(recurring.activity()));
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
