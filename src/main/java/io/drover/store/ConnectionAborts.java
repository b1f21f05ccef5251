package io.drover.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Breaks connections off whose other end may not answer: whoever waits for it gets an error at once. */
public final class ConnectionAborts {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionAborts.class);
    /** Some drivers ask the server first, which may be what does not answer. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "abort");
        thread.setDaemon(true);
        return thread;
    });

    private ConnectionAborts() {}

    /** Breaks a connection off; returns at once. It is of no use afterwards, and its transaction is undone. */
    public static void abort(Connection connection) {
        THREADS.execute(() -> {
            try {
                connection.abort(THREADS);
            } catch (SQLException | RuntimeException e) {
                LOG.debug("a connection could not be broken off", e);
            }
        });
    }

    /** Runs what may wait for a server in a thread of its own. */
    public static void apart(Runnable task) {
        THREADS.execute(task);
    }
}
