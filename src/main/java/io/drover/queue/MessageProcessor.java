package io.drover.queue;

import io.drover.definition.Catalog;
import io.drover.job.Jobs;
import io.drover.job.definition.JobDefinition;
import io.drover.job.definition.OnError;
import io.drover.job.export.WorkFolder;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.PayloadStore;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.ledger.MessageRuns;
import io.drover.store.ledger.MessageRuns.Order;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageQueues;
import io.drover.store.queue.MessageQueues.Failures;
import io.drover.store.queue.MessageStatus;
import io.drover.store.queue.Messages;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes what waits in a queue, one message after the other, and runs exports into queues; in order where that is set. What cannot
 * be done for a reason that passes goes on waiting, and is tried again by {@link QueueRuns}. Thread-safe.
 */
final class MessageProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(MessageProcessor.class);
    /** Of data management actions, for which nobody can say another number. */
    private static final int MAX_ATTEMPTS = 5;

    private final Catalog catalog;
    private final Messages messages;
    private final MessageQueues waiting;
    private final MessageRuns runs;
    private final MessagePayloads payloads;
    private final Imports imports;
    private final Exports exports;
    private final RecurringExports recurringExports;
    /** Why in-order queues stand still, by queue. */
    private final Map<String, String> blocked = new ConcurrentHashMap<>();

    MessageProcessor(Settings settings, Catalog catalog, Store store, Jobs jobs, Queues queues, PayloadStore payloads) {
        this.catalog = catalog;
        this.messages = new Messages(store);
        this.runs = new MessageRuns(store);
        this.payloads = queues.payloads();
        this.imports = new Imports(settings, jobs.forMessages(), queues.payloads());
        this.exports = new Exports(settings, jobs.forMessages(), payloads);
        this.recurringExports = new RecurringExports(catalog, exports, store);
        this.waiting = new MessageQueues(store);
        WorkFolder.clear(settings);
    }

    /**
     * Processes what waits in a recurring job's queue, or runs its export; returns when that is done.
     *
     * @param stopping whether no further message is to be begun
     * @return what has failed; its messages say so too
     */
    Optional<String> process(RecurringJobDefinition recurring, BooleanSupplier stopping) {
        if (!recurring.enabled()) {
            return Optional.empty();
        }
        if (recurring.direction() == Direction.EXPORT) {
            return recurringExports.run(recurring);
        }
        JobDefinition job = catalog.find(JobDefinition.class, recurring.job());
        Failures failed = drain(recurring.activity(), recurring, job, stopping);
        return Optional.ofNullable(blocked.get(recurring.activity()))
                .map("the queue stands still: "::concat)
                .or(failed::words);
    }

    /** Processes what data management actions on a job have asked for. */
    void process(JobDefinition job, BooleanSupplier stopping) {
        drain(Message.Queue.name(null, job.name()), null, job, stopping);
    }

    /** Why recurring jobs that process in order stand still, by activity; empty when none does. */
    Map<String, String> blocked() {
        return new TreeMap<>(blocked);
    }

    /** The same, and why exports failed when they last ran here. */
    Map<String, String> troubles() {
        Map<String, String> troubles = recurringExports.failing();
        troubles.putAll(blocked);
        return troubles;
    }

    /** One message after the other until none waits, or one has to go on waiting. */
    private Failures drain(
            String queue, RecurringJobDefinition recurring, JobDefinition job, BooleanSupplier stopping) {
        Failures failed = Failures.NONE;
        Order order = order(recurring);
        long after = 0;
        while (!stopping.getAsBoolean()) {
            Optional<Message> next = waiting.next(queue, after);
            if (next.isEmpty() || isBlocked(queue, recurring, order, next.get())) {
                return failed;
            }
            boolean elsewhere = payloads.isElsewhere(next.get());
            Message now = elsewhere ? next.get() : run(next.get(), recurring, job, order);
            boolean waits = now.status() == MessageStatus.Enqueued;
            if (waits && (!elsewhere || order != Order.ANY)) {
                return failed;
            }
            if (now.status().isFailure()) {
                failed = failed.and(now);
            }
            after = order == Order.ANY ? next.get().id() : 0;
        }
        return failed;
    }

    private static Order order(RecurringJobDefinition recurring) {
        if (recurring == null || !recurring.processing().inOrder()) {
            return Order.ANY;
        }
        return recurring.processing().onError() == OnError.STOP ? Order.AFTER_SUCCESS : Order.AFTER_ALL;
    }

    private boolean isBlocked(String queue, RecurringJobDefinition recurring, Order order, Message next) {
        Optional<Message> blocking = order == Order.AFTER_SUCCESS ? waiting.blocking(next) : Optional.empty();
        if (blocking.isEmpty()) {
            blocked.remove(queue);
            return false;
        }
        String reason = "message " + blocking.get().uid() + " is "
                + blocking.get().status() + ", and messages are processed in order: "
                + blocking.get().state().reason()
                + ". Try it again, or cancel it to pass it over";
        if (!reason.equals(blocked.put(queue, reason))) {
            LOG.warn("{}  stands still: {}", recurring.name(), reason);
        }
        return true;
    }

    /** Runs the job for one message; as it is then: when it still waits, the messages behind it have to wait too. */
    private Message run(Message message, RecurringJobDefinition recurring, JobDefinition job, Order order) {
        int most = recurring == null ? MAX_ATTEMPTS : recurring.limits().maxAttempts();
        if (message.state().attempts() >= most) {
            return giveUp(message);
        }
        try {
            if (message.queue().direction() == Direction.IMPORT) {
                imports.run(job, message, recurring, order);
            } else {
                exports.run(job, message);
            }
        } catch (IOException e) {
            LOG.error("message {} waits: {}", message.uid(), e.toString());
            return message;
        }
        Message now = now(message);
        return now.status() == MessageStatus.Enqueued && now.state().attempts() >= most ? giveUp(now) : now;
    }

    private Message now(Message message) {
        return messages.find(message.id()).orElse(message);
    }

    private Message giveUp(Message message) {
        String reason = "given up after " + message.state().attempts() + " runs that broke off; the last: "
                + message.state().reason();
        runs.giveUp(message, reason);
        LOG.warn("message {} of the job {}  {}", message.uid(), message.queue().job(), reason);
        return now(message);
    }
}
