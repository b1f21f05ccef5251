package io.drover.queue;

import io.drover.definition.Catalog;
import io.drover.definition.schedule.Schedule;
import io.drover.job.Jobs;
import io.drover.job.definition.JobDefinition;
import io.drover.job.definition.OnError;
import io.drover.job.export.WorkFolder;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.PayloadStore;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.MessageRuns;
import io.drover.store.ledger.MessageRuns.Order;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageQueues;
import io.drover.store.queue.MessageStatus;
import io.drover.store.queue.Messages;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs for messages: imports of what is enqueued, exports into what is enqueued; in order where that is set. What could not
 * be done for a reason that passes waits, and is tried again by {@link QueueWorkers}. Thread-safe.
 */
public final class QueueRuns {
    private static final Logger LOG = LoggerFactory.getLogger(QueueRuns.class);
    /** Of data management actions, for which nobody can say another number. */
    private static final int MAX_ATTEMPTS = 5;

    private final Catalog catalog;
    private final Messages messages;
    private final MessageQueues waiting;
    private final MessageRuns runs;
    private final MessagePayloads payloads;
    private final Imports imports;
    private final Exports exports;
    private final QueueWorkers workers;
    /** Why in-order queues stand still, by queue. */
    private final Map<String, String> blocked = new ConcurrentHashMap<>();

    public QueueRuns(Settings settings, Catalog catalog, Store store, Jobs jobs, Queues queues, PayloadStore payloads) {
        this.catalog = catalog;
        this.messages = new Messages(store);
        this.runs = new MessageRuns(store);
        this.payloads = queues.payloads();
        this.imports = new Imports(settings, jobs.forMessages(), queues.payloads());
        this.exports = new Exports(settings, jobs.forMessages(), payloads, store);
        this.waiting = new MessageQueues(store);
        this.workers = new QueueWorkers(settings, catalog, waiting, this::work);
        WorkFolder.clear(settings);
    }

    /** Processes what waits in a recurring job's queue, or runs its export; returns when that is done. */
    public void process(RecurringJobDefinition recurring) {
        run(recurring).ifPresent(problem -> LOG.warn("{}  {}", recurring.name(), problem));
    }

    /** The same; gives what was wrong with an export, which leaves no message. */
    Optional<String> run(RecurringJobDefinition recurring) {
        if (!recurring.enabled()) {
            return Optional.empty();
        }
        JobDefinition job = catalog.find(JobDefinition.class, recurring.job());
        if (recurring.direction() == Direction.EXPORT) {
            return export(recurring, job);
        }
        drain(recurring.activity(), recurring, job);
        return Optional.empty();
    }

    /** Tells of a new message that need not wait for a recurrence; returns at once. */
    public void wake(Message message) {
        if (message.activity() == null || isAtOnce(message)) {
            workers.start(message.queue());
        }
    }

    private boolean isAtOnce(Message message) {
        return workers.recurring(message.activity())
                .filter(recurring -> recurring.enabled() && isAtOnce(recurring))
                .isPresent();
    }

    /** Whether what is enqueued is processed without waiting for a recurrence. */
    static boolean isAtOnce(RecurringJobDefinition recurring) {
        return recurring.direction() == Direction.IMPORT
                && recurring.recurrence().repeat() instanceof Schedule.Repeat.Never;
    }

    /** Why recurring jobs that process in order stand still, by activity; empty when none does. */
    public Map<String, String> blocked() {
        return new TreeMap<>(blocked);
    }

    /** Begins to look for what waits: at the start of a server. */
    public void start() {
        workers.begin();
    }

    /** Begins nothing any more; what is under way goes on. */
    public void stop() {
        workers.stop();
    }

    /** After {@link #stop}: waits until what was under way has ended, at most so long. */
    public void awaitEnd(long seconds) {
        workers.awaitEnd(seconds);
    }

    /** Work that a worker does for a recurrence. */
    void begin(Runnable work) {
        workers.run(work);
    }

    private void work(String queue) {
        Optional<RecurringJobDefinition> recurring = workers.recurring(queue);
        if (recurring.isPresent()) {
            process(recurring.get());
        } else {
            workers.dataJob(queue).ifPresent(job -> drain(queue, null, job));
        }
    }

    private Optional<String> export(RecurringJobDefinition recurring, JobDefinition job) {
        try {
            Optional<Execution> run = exports.run(job, recurring);
            return run.isEmpty()
                    ? Optional.of("the export was not run: another server runs the job " + job.name())
                    : run.filter(execution ->
                                    execution.status() == Status.Failed || execution.status() == Status.Cancelled)
                            .map(failed -> "the export failed (execution " + failed.id() + "): " + failed.message());
        } catch (IOException e) {
            return Optional.of("the export cannot be run: " + e);
        }
    }

    /** One message after the other until none waits, or one has to go on waiting. */
    private void drain(String queue, RecurringJobDefinition recurring, JobDefinition job) {
        Order order = order(recurring);
        long after = 0;
        while (!workers.isStopping()) {
            Optional<Message> next = waiting.next(queue, after);
            if (next.isEmpty() || isBlocked(queue, recurring, order, next.get())) {
                return;
            }
            boolean elsewhere = payloads.isElsewhere(next.get());
            if (elsewhere ? order != Order.ANY : !run(next.get(), recurring, job, order)) {
                return;
            }
            after = order == Order.ANY ? next.get().id() : 0;
        }
    }

    private static Order order(RecurringJobDefinition recurring) {
        if (recurring == null || !recurring.inOrder()) {
            return Order.ANY;
        }
        return recurring.onError() == OnError.STOP ? Order.AFTER_SUCCESS : Order.AFTER_ALL;
    }

    private boolean isBlocked(String queue, RecurringJobDefinition recurring, Order order, Message next) {
        Optional<Message> blocking = order == Order.AFTER_SUCCESS ? waiting.blocking(next) : Optional.empty();
        if (blocking.isEmpty()) {
            blocked.remove(queue);
            return false;
        }
        String reason = "message " + blocking.get().uid() + " is "
                + blocking.get().status() + ", and messages are processed in order: "
                + blocking.get().reason()
                + ". Try it again, or cancel it to pass it over";
        if (!reason.equals(blocked.put(queue, reason))) {
            LOG.warn("{}  stands still: {}", recurring.name(), reason);
        }
        return true;
    }

    /** Runs the job for one message; false when the messages behind it have to wait too. */
    private boolean run(Message message, RecurringJobDefinition recurring, JobDefinition job, Order order) {
        int most = recurring == null ? MAX_ATTEMPTS : recurring.maxAttempts();
        if (message.attempts() >= most) {
            giveUp(message);
            return true;
        }
        try {
            if (message.direction() == Direction.IMPORT) {
                imports.run(job, message, recurring, order);
            } else {
                exports.run(job, message);
            }
        } catch (IOException e) {
            LOG.error("message {} waits: {}", message.uid(), e.toString());
            return false;
        }
        Message now = messages.find(message.id()).orElse(message);
        if (now.status() == MessageStatus.Enqueued && now.attempts() >= most) {
            giveUp(now);
            return true;
        }
        return now.status() != MessageStatus.Enqueued;
    }

    private void giveUp(Message message) {
        String reason = "given up after " + message.attempts() + " runs that broke off; the last: " + message.reason();
        runs.giveUp(message, reason);
        LOG.warn("message {} of the job {}  {}", message.uid(), message.job(), reason);
    }
}
