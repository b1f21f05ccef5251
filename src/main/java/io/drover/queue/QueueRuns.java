package io.drover.queue;

import io.drover.definition.Catalog;
import io.drover.definition.schedule.Schedule;
import io.drover.job.Jobs;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.PayloadStore;
import io.drover.settings.Settings;
import io.drover.store.SqlErrors;
import io.drover.store.Store;
import io.drover.store.queue.Direction;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageQueues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that process queues: one of a queue at a time, started when something is enqueued, and now and then for what waits
 * although it need not: a run was broken off, another node ran the job or died. Thread-safe.
 */
public final class QueueRuns {
    private static final Logger LOG = LoggerFactory.getLogger(QueueRuns.class);

    private final Catalog catalog;
    private final MessageQueues queues;
    private final MessageProcessor processor;
    private final long retryMillis;
    private final AtomicInteger number = new AtomicInteger();
    // Not Camel's threads: it interrupts those when it stops, and H2 closes its file under an interrupted thread
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(this::thread);
    /** Queues that a thread works on, and whether it is to look once more at the end. */
    private final Map<String, Boolean> busy = new HashMap<>();

    private volatile boolean stopping;

    public QueueRuns(Settings settings, Catalog catalog, Store store, Jobs jobs, Queues queues, PayloadStore payloads) {
        this.catalog = catalog;
        this.queues = new MessageQueues(store);
        this.processor = new MessageProcessor(settings, catalog, store, jobs, queues, payloads);
        this.retryMillis = settings.seconds("drover.queue.retry").toMillis();
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "queue-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Tells of a new message that need not wait for a recurrence; returns at once. */
    public void wake(Message message) {
        if (message.queue().activity() == null
                || recurring(message.queue().activity())
                        .filter(QueueRuns::isAtOnce)
                        .isPresent()) {
            start(message.queue().name());
        }
    }

    /** Whether what is enqueued is processed without waiting for a recurrence. */
    private static boolean isAtOnce(RecurringJobDefinition recurring) {
        return recurring.enabled()
                && recurring.direction() == Direction.IMPORT
                && recurring.processing().recurrence().repeat() instanceof Schedule.Repeat.Never;
    }

    /** Processes what waits in a recurring job's queue, or runs its export; returns when that is done. */
    public void process(RecurringJobDefinition recurring) {
        Optional<String> problem = run(recurring);
        if (recurring.direction() == Direction.EXPORT) { // the runs of messages have been logged one by one
            problem.ifPresent(failed -> LOG.warn("{}  {}", recurring.name(), failed));
        }
    }

    /** The same; gives what has failed. Its messages say so too. */
    public Optional<String> run(RecurringJobDefinition recurring) {
        return processor.process(recurring, () -> stopping);
    }

    /** Why recurring jobs that process in order stand still, by activity; empty when none does. */
    public Map<String, String> blocked() {
        return processor.blocked();
    }

    /** Why they do, and why exports failed when they last ran in this process. */
    public Map<String, String> troubles() {
        return processor.troubles();
    }

    /** Begins to look for what waits: at the start of a server. */
    @SuppressWarnings("FutureReturnValueIgnored") // the look reports its own failures
    public void start() {
        clock.scheduleWithFixedDelay(this::look, 0, retryMillis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            List<String> atOnce = new ArrayList<>();
            List<String> recurring = new ArrayList<>();
            for (RecurringJobDefinition job :
                    catalog.current().all(RecurringJobDefinition.class).values()) {
                if (job.enabled() && job.direction() == Direction.IMPORT) {
                    (isAtOnce(job) ? atOnce : recurring).add(job.activity());
                }
            }
            catalog.current()
                    .all(JobDefinition.class)
                    .values()
                    .forEach(job -> atOnce.add(Message.Queue.name(null, job.name())));
            queues.waiting(atOnce, false).forEach(this::start);
            queues.waiting(recurring, true).forEach(this::start);
        } catch (Throwable e) {
            log("queues", e);
        }
    }

    /** Processes a queue, if it is not being processed; then it is looked at once more. */
    private void start(String queue) {
        synchronized (busy) {
            if (stopping || busy.replace(queue, true) != null) {
                return;
            }
            busy.put(queue, false);
        }
        threads.execute(() -> process(queue));
    }

    private void process(String queue) {
        do {
            try {
                work(queue);
            } catch (Throwable e) {
                log(queue, e);
            }
        } while (isToLookAgain(queue));
    }

    private void work(String queue) {
        Optional<RecurringJobDefinition> recurring = recurring(queue);
        if (recurring.isPresent()) {
            process(recurring.get());
        } else {
            dataJob(queue).ifPresent(job -> processor.process(job, () -> stopping));
        }
    }

    private boolean isToLookAgain(String queue) {
        synchronized (busy) {
            boolean again = !stopping && busy.remove(queue);
            if (again) {
                busy.put(queue, false);
            } else {
                busy.remove(queue);
            }
            return again;
        }
    }

    private static void log(String queue, Throwable e) {
        if (SqlErrors.isTransient(e)) {
            LOG.warn("{}  waits: {}", queue, String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        } else {
            LOG.error("{}  cannot be processed", queue, e);
        }
    }

    /** Does the work of a recurrence in a thread that the stop waits for. */
    void begin(Runnable task) {
        synchronized (busy) {
            if (!stopping) {
                threads.execute(task);
            }
        }
    }

    /** The recurring job whose queue it is. */
    private Optional<RecurringJobDefinition> recurring(String queue) {
        return catalog.current().all(RecurringJobDefinition.class).values().stream()
                .filter(job -> job.activity().equals(queue))
                .findFirst();
    }

    /** The job whose data management actions' queue it is. */
    private Optional<JobDefinition> dataJob(String queue) {
        return catalog.current().all(JobDefinition.class).values().stream()
                .filter(job -> Message.Queue.name(null, job.name()).equals(queue))
                .findFirst();
    }

    /** Begins nothing any more; what is under way goes on. */
    public void stop() {
        synchronized (busy) {
            stopping = true;
        }
        clock.shutdown();
        threads.shutdown();
    }

    /** After {@link #stop}: waits until what was under way has ended, at most so long. */
    public void awaitEnd(long seconds) {
        try {
            if (!threads.awaitTermination(seconds, TimeUnit.SECONDS)) {
                LOG.warn(
                        "queues are still being processed after {} s; their messages wait for the next start", seconds);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
