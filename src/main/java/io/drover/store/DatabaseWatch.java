package io.drover.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a database server again and again whether it is there, over a connection of its own. One that is silent is known within
 * seconds then, however long a statement may take; and who waits for its answer is let go in the end.
 */
final class DatabaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private final String name;
    private final PhysicalConnections connections;
    private final BooleanSupplier wanted;
    private final Runnable onAway;
    private final Duration patience;
    private final Duration breakOff;
    private final ScheduledExecutorService thread;
    private Connection probe;
    /** Of the monotonic clock, 0 while it answers. */
    private volatile long awaySince;

    private boolean brokenOff;

    /**
     * @param wanted whether anybody uses the database now: else it is not asked
     * @param onAway called when it is found not to answer
     * @param patience how long it may be silent, and how long between two looks
     * @param breakOff how long it does not answer until all connections to it are broken off
     */
    DatabaseWatch(
            String name,
            PhysicalConnections connections,
            BooleanSupplier wanted,
            Runnable onAway,
            Duration patience,
            Duration breakOff) {
        this.name = name;
        this.connections = connections;
        this.wanted = wanted;
        this.onAway = onAway;
        this.patience = patience;
        this.breakOff = breakOff;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "watch-" + name);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the look reports its own failures
    DatabaseWatch start() {
        long millis = patience.toMillis();
        thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        return this;
    }

    /** Whether the server does not answer. */
    boolean isAway() {
        return awaySince != 0;
    }

    private void look() {
        try {
            if (!wanted.getAsBoolean()) {
                letGo();
                awaySince = 0;
            } else if (answers()) {
                isThere();
            } else {
                isNotThere();
            }
        } catch (RuntimeException e) {
            LOG.error("the database {} cannot be watched: {}", name, e.toString(), e);
        }
    }

    private void isThere() {
        if (awaySince != 0) {
            LOG.info("the database {} answers again, after {} s", name, seconds());
        }
        awaySince = 0;
        brokenOff = false;
    }

    private void isNotThere() {
        if (awaySince == 0) {
            awaySince = System.nanoTime() | 1; // never 0
            LOG.warn("the database {} does not answer", name);
            onAway.run();
        } else if (!brokenOff && seconds() >= breakOff.toSeconds()) {
            brokenOff = true;
            LOG.warn("the database {} has not answered for {} s: what waits for it is broken off", name, seconds());
            connections.abort();
        }
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - awaySince);
    }

    /** A connection that was good may be the only thing that is broken: then another one is. */
    private boolean answers() {
        return (probe != null && answersNow()) || answersNow();
    }

    private boolean answersNow() {
        try {
            if (probe == null) {
                probe = connections.probe(patience.toMillis());
            }
            if (probe.isValid((int) Math.max(1, patience.toSeconds()))) {
                return true;
            }
            letGo();
            return false;
        } catch (SQLException e) {
            letGo();
            // Who says why it lets nobody in is there
            return !SqlErrors.isConnectionLost(e);
        }
    }

    private void letGo() {
        if (probe != null) {
            ConnectionAborts.abort(probe);
            probe = null;
        }
    }

    /** May be repeated. */
    @Override
    public void close() {
        if (!thread.isShutdown()) {
            thread.execute(this::letGo);
            thread.shutdown();
        }
    }
}
