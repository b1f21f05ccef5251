package io.drover.queue;

import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.SqlErrors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on Drover's database. That it does not answer just now is for the caller to try again, and is logged now and then. */
final class DatabaseAvailability {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAvailability.class);
    private static final long LOG_EVERY_NANOS = 5_000_000_000L;

    private final AtomicLong logged = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);

    /** @throws QueueException UNAVAILABLE when the same may work later */
    <T> T with(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (SqlErrors.isTransient(e)) {
                log(e);
                throw new QueueException(Kind.UNAVAILABLE, "Drover's database does not answer; try again later", e);
            }
            throw e;
        }
    }

    private void log(RuntimeException failure) {
        long last = logged.get();
        long now = System.nanoTime();
        if (now - last >= LOG_EVERY_NANOS && logged.compareAndSet(last, now)) {
            LOG.warn("the queues cannot be used: {}", root(failure));
        }
    }

    /** Without the statement and its values, which the exceptions around it have. */
    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).replaceAll("\\s+", " ");
    }
}
