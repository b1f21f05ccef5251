package io.drover.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Brings H2 back after a failed write, for want of space above all. H2 shuts its file then, and the database stays useless for
 * as long as anybody is connected to it, as a pool always is. Here it is ended for all, so that the next connection opens the
 * file anew: what was committed is there, the rest is undone.
 */
final class H2Revival implements SQLExceptionOverride {
    private final DataSource database;
    private HikariDataSource pool;
    private boolean stopped;

    /** @param database gives connections beside the pool */
    H2Revival(DataSource database) {
        this.database = database;
    }

    /** Asked by the pool about each error. */
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        if (!SqlErrors.isH2Shut(failure)) {
            return Override.CONTINUE_EVICT;
        }
        endIfShut();
        return Override.MUST_EVICT;
    }

    private synchronized void endIfShut() {
        if (stopped) {
            return;
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (!isOpen(statement)) {
                statement.execute("SHUTDOWN IMMEDIATELY");
            }
        } catch (SQLException e) {
            // H2 reports the failed write once more, but does what it is told
        }
        if (pool != null) {
            pool.getHikariPoolMXBean().softEvictConnections(); // those to the ended database
        }
    }

    /** Whose connections these are. */
    synchronized void attend(HikariDataSource connections) {
        pool = connections;
    }

    /** The database is going to be closed on purpose. */
    synchronized void stop() {
        stopped = true;
    }

    /** Whether someone else has brought it back already. */
    private static boolean isOpen(Statement statement) {
        try {
            statement.execute("CHECKPOINT");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
