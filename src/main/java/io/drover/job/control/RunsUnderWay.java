package io.drover.job.control;

import io.drover.store.ledger.Executions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of this node, and what ends them before their end: their time limit, a person who cancels (on any node: the
 * database says so), the server that stops.
 */
public final class RunsUnderWay {
    private static final Logger LOG = LoggerFactory.getLogger(RunsUnderWay.class);
    private static final long LOOK_MILLIS = 500;

    private final Executions executions;
    private final Duration patience;
    private final Map<Long, Run> runs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "runs");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean stopping;

    private record Run(StopSwitch stop, Duration limit, long began) {
        boolean isOverdue() {
            return limit != null && System.nanoTime() - began > limit.toNanos();
        }
    }

    /** @param patience how long a run that is to end may wait for a database until its connection to it is broken off */
    @SuppressWarnings("FutureReturnValueIgnored") // the watch reports its own failures
    public RunsUnderWay(Executions executions, Duration patience) {
        this.executions = executions;
        this.patience = patience;
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * A run begins.
     *
     * @param limit the longest it may take, or null
     */
    public void add(long execution, StopSwitch stop, Duration limit) {
        runs.put(execution, new Run(stop, limit, System.nanoTime()));
        if (stopping) {
            stop.stop(StopReason.SERVER);
        }
    }

    public void remove(long execution) {
        runs.remove(execution);
    }

    public boolean isStopping() {
        return stopping;
    }

    /** Ends all of them, and those that are about to begin. */
    public void stop() {
        stopping = true;
        runs.values().forEach(run -> run.stop().stop(StopReason.SERVER));
    }

    /** Cancels a run, when it is one of this node's. */
    public void cancel(long execution) {
        Run run = runs.get(execution);
        if (run != null) {
            run.stop().stop(StopReason.CANCELLED);
        }
    }

    private void look() {
        if (runs.isEmpty()) {
            if (stopping) {
                watch.shutdown(); // not before: what does not end is broken off
            }
            return;
        }
        for (Run run : runs.values()) {
            run.stop().repeat(patience);
            if (run.isOverdue()) {
                run.stop().stop(StopReason.tooLong(run.limit()));
            }
        }
        try {
            executions.toCancel().forEach(this::cancel);
        } catch (Throwable e) {
            LOG.warn("whether runs are to be cancelled could not be seen: {}", e.toString());
        }
    }
}
