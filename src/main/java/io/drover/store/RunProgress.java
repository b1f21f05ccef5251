package io.drover.store;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells the runs of tasks in this process that what they wait for has got further, so that they need not ask the database again and
 * again. Nobody tells what other servers do: who waits looks from time to time besides. Thread-safe.
 */
public final class RunProgress {
    private final Map<Long, Semaphore> waiting = new ConcurrentHashMap<>();

    RunProgress() {}

    /** A run that waits, from when this is made: what is told before it waits is not lost. */
    public final class Wait implements AutoCloseable {
        private final long run;
        private final Semaphore told = new Semaphore(0);

        private Wait(long run) {
            this.run = run;
        }

        /**
         * Waits until something is told; returns at once when it has been since the last call.
         *
         * @return false when nothing was told for so long
         */
        public boolean await(Duration most) throws InterruptedException {
            boolean any = told.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
            told.drainPermits(); // one look shows all of it
            return any;
        }

        @Override
        public void close() {
            waiting.remove(run);
        }
    }

    /** Begins to listen for a run of a task. */
    public Wait of(long run) {
        Wait wait = new Wait(run);
        waiting.put(run, wait.told);
        return wait;
    }

    /** Tells that a delivery of the run has got further, or that the run itself was taken over; null: of no task's run. */
    public void tell(Long run) {
        Semaphore told = run == null ? null : waiting.get(run);
        if (told != null) {
            told.release();
        }
    }
}
