package io.drover.job;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads in a thread of its own, a few batches ahead: parsing and loading cost about the same, and so share two cores. The
 * queue is short, so that memory stays bounded when the database is the slower one.
 */
final class ReadAhead implements RecordReader {
    private static final int BATCHES = 6;
    private static final Step END = new Step(null, null);

    private final RecordReader reader;
    private final BlockingQueue<Step> queue = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread;

    /** A batch, or what ended the reading. */
    private record Step(RecordBatch batch, Throwable failure) {}

    ReadAhead(RecordReader reader, String name) {
        this.reader = reader;
        this.thread = new Thread(this::readAll, "read " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void readAll() {
        try {
            put(steps());
        } catch (InterruptedException e) {
            // Closed: nobody waits for more
        }
    }

    private Step steps() throws InterruptedException {
        try {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                put(new Step(batch, null));
            }
            return END;
        } catch (IOException | RuntimeException | Error e) {
            return new Step(null, e);
        }
    }

    private void put(Step step) throws InterruptedException {
        queue.put(step);
    }

    @Override
    public RecordBatch next() throws IOException {
        Step step;
        try {
            step = queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (step.failure() instanceof IOException e) {
            throw e;
        }
        if (step.failure() instanceof Error e) {
            throw e;
        }
        if (step.failure() instanceof RuntimeException e) {
            throw e;
        }
        return step.batch();
    }

    @Override
    public Map<String, String> watermarks() {
        return reader.watermarks();
    }

    @Override
    public List<String> remarks() {
        return reader.remarks();
    }

    @Override
    public void cancel() {
        reader.cancel();
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.close();
    }
}
