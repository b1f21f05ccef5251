package io.drover.connection;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A limit for what waits in a place that has none of its own: when its time is up, it is broken off from outside. The time-outs of HTTP
 * clients end with the head of an answer, or begin anew with each byte: a server that sends its body in drops, or none, holds a call for
 * ever.
 */
public final class Deadline implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final ScheduledFuture<?> due;
    private volatile boolean over;

    private Deadline(Duration limit, Runnable breakOff) {
        due = limit == null
                ? null
                : TIMER.schedule(
                        () -> {
                            over = true;
                            breakOff.run();
                        },
                        Math.max(0, limit.toMillis()),
                        TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "drover-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /**
     * Begins.
     *
     * @param limit null for none
     * @param breakOff makes what waits fail; must not wait itself, as it keeps all other deadlines
     */
    public static Deadline in(Duration limit, Runnable breakOff) {
        return new Deadline(limit, breakOff);
    }

    /** A limit as messages have it. */
    static String shown(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    /** Whether its time was up before it was closed: a failure is then its doing. */
    public boolean isOver() {
        return over;
    }

    /** It has ended in time. */
    @Override
    public void close() {
        if (due != null) {
            due.cancel(false);
        }
    }
}
