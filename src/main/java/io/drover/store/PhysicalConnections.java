package io.drover.store;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * Opens the connections of a pool to a database server, with the time limits of {@link DriverTimeouts}, and knows them all: when
 * the server has been silent for too long, they can be broken off, whoever waits for an answer. Thread-safe.
 */
final class PhysicalConnections implements DataSource {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(PhysicalConnections.class);

    private final String url;
    private final Properties properties;
    private final List<String> beginnings;
    private final Set<Connection> open = Collections.newSetFromMap(new WeakHashMap<>());

    /** @param beginnings statements that each connection of the pool begins with, as far as the server knows them */
    PhysicalConnections(String url, String user, String password, Map<String, String> limits, List<String> beginnings) {
        this.url = url;
        this.beginnings = beginnings;
        this.properties = new Properties();
        properties.putAll(limits);
        // Either may stand in the URL instead
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = DriverManager.getConnection(url, properties);
        begin(connection);
        synchronized (open) {
            open.add(connection);
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
        impatient.putAll(properties);
        impatient.putAll(DriverTimeouts.of(url, millis, millis));
        return DriverManager.getConnection(url, impatient);
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
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the pool has one user");
    }

    @Override
    public int getLoginTimeout() {
        return DriverManager.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // DriverTimeouts has it
    }

    @Override
    public PrintWriter getLogWriter() {
        return DriverManager.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // what there is to say is said in exceptions
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("it wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
