package io.drover.job.load;

import io.drover.provider.ReadingThread;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * Makes things in a thread of its own, a few ahead of who takes them. The queue is short, and shorter when they are large, so that memory
 * stays bounded when taking is slower; and it holds as many records as PostgreSQL merges at once, so that neither waits for the other's
 * bursts.
 */
final class ReadAheadBuffer<T> implements AutoCloseable {
    private static final int ITEMS = 10;
    /** What is in the queue weighs no more, unless it is one thing that does: characters, which take some five times as many bytes. */
    private static final int WEIGHT = 8_000_000;

    private static final long LOOK_SECONDS = 1;

    private final Source<T> source;
    private final ToIntFunction<T> weight;
    private final Semaphore room = new Semaphore(WEIGHT);
    private final BlockingQueue<Step<T>> queue = new ArrayBlockingQueue<>(ITEMS);
    private final ReadingThread thread;

    /** Where the things come from; null ends them. Called by the thread. */
    interface Source<T> {
        T next() throws IOException, SQLException, InterruptedException;
    }

    /** What the thread puts into the queue. */
    private sealed interface Step<T> {
        default int weight() {
            return 0;
        }

        record Item<T>(T item, int weight) implements Step<T> {}

        record End<T>() implements Step<T> {}

        record Failed<T>(Throwable failure) implements Step<T> {}
    }

    /** @param weight of an item, in characters */
    ReadAheadBuffer(Source<T> source, ToIntFunction<T> weight, String name) {
        this.source = source;
        this.weight = weight;
        this.thread = new ReadingThread(this::run, name);
        thread.start();
    }

    private void run() {
        try {
            Step<T> step;
            do {
                step = step();
                room.acquire(step.weight());
                queue.put(step);
            } while (step instanceof Step.Item);
        } catch (InterruptedException e) {
            // Closed: nobody waits for more
        }
    }

    private Step<T> step() throws InterruptedException {
        try {
            T item = source.next();
            return item == null ? new Step.End<>() : new Step.Item<>(item, Math.min(weight.applyAsInt(item), WEIGHT));
        } catch (IOException | SQLException | RuntimeException | Error e) {
            return new Step.Failed<>(e);
        }
    }

    /** The next item, or null at the end. Fails as the source did. */
    T next() throws IOException, SQLException {
        Step<T> step;
        try {
            step = take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (step instanceof Step.Failed<T> failed) {
            raise(failed.failure());
        }
        return step instanceof Step.Item<T> found ? found.item() : null;
    }

    private static void raise(Throwable failure) throws IOException, SQLException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof SQLException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) failure;
    }

    /** A thread that found no memory even to say so would be waited for in vain. */
    private Step<T> take() throws InterruptedException {
        while (true) {
            boolean alive = thread.isAlive();
            Step<T> step = queue.poll(LOOK_SECONDS, TimeUnit.SECONDS);
            if (step != null) {
                room.release(step.weight());
                return step;
            }
            if (!alive) {
                throw new OutOfMemoryError("the thread that reads has died");
            }
        }
    }

    /** Lets the source end at the next piece that it reads; who takes then fails. */
    void stop() {
        thread.stopReading();
    }

    /** Ends the thread; it does not run any more afterwards. */
    @Override
    public void close() {
        stop();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
