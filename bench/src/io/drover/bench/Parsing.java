package io.drover.bench;

import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;

/**
 * The parser thread of a floor and its bounded queue. Rows are converted in that thread too: the loading thread waits for
 * the database most of its time, and what is queued is smaller converted than as text.
 */
final class Parsing<T> {
    private static final Object END = new Object();

    private final BlockingQueue<Object> queue;

    private Parsing(int batches) {
        queue = new ArrayBlockingQueue<>(batches);
    }

    /**
     * Starts to parse.
     *
     * @param batches how many batches the queue holds
     * @param rowsInBatch rows of a batch
     * @param collector a new batch: what takes the rows and gives the batch in the end
     */
    static <T> Parsing<T> start(Path file, int batches, int rowsInBatch, Function<Integer, Batch<T>> collector) {
        Parsing<T> parsing = new Parsing<>(batches);
        Thread thread = new Thread(() -> parsing.parse(file, rowsInBatch, collector), "parser");
        thread.setDaemon(true);
        thread.start();
        return parsing;
    }

    /** The next batch, or null at the end. */
    @SuppressWarnings("unchecked") // only batches, END and failures are queued
    T next() throws InterruptedException {
        Object next = queue.take();
        if (next instanceof Failure failure) {
            throw new IllegalStateException("The file cannot be parsed", failure.cause);
        }
        return next == END ? null : (T) next;
    }

    private void parse(Path file, int rowsInBatch, Function<Integer, Batch<T>> collector) {
        Object last = END;
        try (RowParser parser = RowParser.of(file)) {
            String[] row = new String[Products.COLUMNS.size()];
            Batch<T> batch = collector.apply(rowsInBatch);
            int rows = 0;
            while (parser.next(row)) {
                batch.add(row);
                if (++rows == rowsInBatch) {
                    queue.put(batch.done());
                    batch = collector.apply(rowsInBatch);
                    rows = 0;
                }
            }
            if (rows > 0) {
                queue.put(batch.done());
            }
        } catch (Exception e) {
            last = new Failure(e);
        }
        try {
            queue.put(last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes rows, whose array is the parser's and re-used, and makes of them what is queued. */
    interface Batch<T> {
        void add(String[] row);

        T done();
    }

    private record Failure(Exception cause) {}
}
