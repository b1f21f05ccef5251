package io.drover.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Connections for statements on Drover's own tables, of which none takes long: the answer comes in time, or the connection is
 * given up. Thread-safe.
 */
final class ShortStatements implements ConnectionFactory {
    private final DataSource pool;
    private final int millis;
    private final Set<Connection> inUse = ConcurrentHashMap.newKeySet();

    /** @param limit how long the server may be silent */
    ShortStatements(DataSource pool, Duration limit) {
        this.pool = pool;
        this.millis = (int) limit.toMillis();
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = pool.getConnection();
        try {
            connection.setNetworkTimeout(ConnectionAborts::apart, millis); // the pool sets it back
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
        inUse.add(connection);
        return connection;
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        inUse.remove(connection);
        connection.close();
    }

    /** Breaks off those on which somebody waits for an answer. */
    void abort() {
        List.copyOf(inUse).forEach(ConnectionAborts::abort);
    }
}
