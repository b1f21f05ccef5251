package io.drover.store;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Opens the connections of a pool, those to a database server with the time limits of {@link DriverTimeouts}, and knows them all: when
 * the server has been silent for too long, they can be broken off, whoever waits for an answer. Thread-safe.
 */
final class PhysicalConnections extends SimpleDriverDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(PhysicalConnections.class);

    private final List<String> beginnings;
    /** Told by the pool; when it is closed it waits for so long for connections that it is opening. */
    private volatile int loginSeconds;

    private final Set<Connection> open = Collections.newSetFromMap(new WeakHashMap<>());

    /**
     * Of one pool.
     *
     * @param properties who signs in, and the limits
     * @param beginnings statements that each connection of the pool begins with, as far as the server knows them
     */
    PhysicalConnections(Driver driver, String url, Properties properties, List<String> beginnings) {
        super(driver, url, properties);
        this.beginnings = beginnings;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        begin(connection);
        synchronized (open) {
            open.add(connection);
        }
        return connection;
    }

    @Override
    protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
        Connection connection = super.getConnectionFromDriver(properties);
        if (connection == null) { // as a driver says that a URL is not one of its own
            throw new SQLException("this is no URL of " + getDriver().getClass().getName());
        }
        return connection;
    }

    private void begin(Connection connection) {
        for (String beginning : beginnings) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(beginning);
            } catch (SQLException e) {
                LOG.debug("a server that speaks PostgreSQL's protocol has not all of its settings", e);
            }
        }
    }

    /**
     * A connection that answers soon or not at all, for a look at whether the server is there; not one of the pool.
     *
     * @param millis how long the server may be silent
     */
    Connection probe(long millis) throws SQLException {
        Properties impatient = new Properties();
        impatient.putAll(getConnectionProperties());
        impatient.putAll(DriverTimeouts.of(getUrl(), millis, millis));
        return getConnectionFromDriver(impatient);
    }

    /** Breaks off all connections that are open: who waits for an answer gets an error. */
    void abort() {
        List<Connection> all;
        synchronized (open) {
            all = List.copyOf(open);
            open.clear();
        }
        all.forEach(ConnectionAborts::abort);
    }

    @Override
    public int getLoginTimeout() {
        return loginSeconds;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginSeconds = seconds;
    }
}
