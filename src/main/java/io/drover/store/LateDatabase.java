package io.drover.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases of others that are away: at the start, which goes on without them, or later. Their pools look for them by themselves; here is
 * what people are told.
 */
final class LateDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(LateDatabase.class);

    private LateDatabase() {}

    /** Whether a database could not be opened for a reason that passes by itself: its server is not reached. */
    static boolean isAway(String url, Throwable failure) {
        return DriverTimeouts.areFor(url)
                && SqlErrors.isConnectionLost(failure)
                && Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                        .noneMatch(java.security.GeneralSecurityException.class::isInstance);
    }

    /** Waits in a thread of its own until the database answers, says so, and does what could not be done at the start. */
    static void await(HikariDataSource pool, Runnable whenThere) {
        Thread waiting = new Thread(() -> untilThere(pool, whenThere), "awaits-" + pool.getPoolName());
        waiting.setDaemon(true);
        waiting.start();
    }

    private static void untilThere(HikariDataSource pool, Runnable whenThere) {
        while (!pool.isClosed()) {
            try (Connection connection = pool.getConnection()) {
                if (connection.isValid(1)) {
                    LOG.info("the database {} answers", pool.getPoolName());
                    whenThere.run();
                    return;
                }
            } catch (SQLException e) {
                LOG.debug("the database {} is still away", pool.getPoolName(), e); // the pool has waited for it
            } catch (StoreException e) {
                LOG.debug("the database {} went away again", pool.getPoolName(), e);
            }
        }
    }
}
