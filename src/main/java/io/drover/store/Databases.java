package io.drover.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.drover.settings.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and closes databases. */
final class Databases {
    private static final Logger LOG = LoggerFactory.getLogger(Databases.class);
    /** H2's own code for a file that another process has open. */
    private static final int H2_IN_USE = 90020;

    private static final Pattern H2_FILE = Pattern.compile("^jdbc:h2:(?!mem:|tcp:|ssl:|zip:)");

    /** Beside those of loads: for the API, the inbox, tasks and entries in the ledger. */
    private static final int SPARE_CONNECTIONS = 4;

    /** How long somebody waits for a connection; less than the ten seconds in which clients are to be told. */
    private static final long CONNECT_MILLIS = 8_000;
    /** How long a connection from the pool may take to show that it is alive, before another is taken. */
    private static final long VALIDATION_MILLIS = 2_000;
    /** How often connections of the pool that nobody uses are looked at. */
    private static final long KEEPALIVE_MILLIS = 60_000;

    /** What a pool is told for its first connection to be made when it can. */
    private static final long NOT_AT_ONCE = -1;

    /** Statements that a session of H2 keeps parsed: a small file is loaded with some forty, and H2 keeps eight by itself. */
    private static final String H2_STATEMENTS = "QUERY_CACHE_SIZE=128";

    private Databases() {}

    /**
     * Refuses pools in which loads would wait for each other: one holds two connections of a pool when it reads the database
     * that it loads.
     */
    static void requireEnoughConnections(Settings settings) {
        int connections = settings.number("drover.store.connections");
        int needed = 2 * settings.number("drover.jobs.parallel") + SPARE_CONNECTIONS;
        if (connections < needed) {
            throw new StoreException(
                    "drover.store.connections = %d is too few: with drover.jobs.parallel = %d it must be at least %d"
                            .formatted(connections, settings.number("drover.jobs.parallel"), needed),
                    null);
        }
    }

    /**
     * Drover's own database. WRITE_DELAY=0: H2 would else lose commits of the last half second when the process is killed.
     * DB_CLOSE_ON_EXIT=FALSE: H2 would else close itself on SIGTERM under running work.
     */
    static HikariDataSource own(Settings settings) {
        String url = keptSafe(settings.get("drover.store.url"));
        if (url.isEmpty()) {
            Path file =
                    settings.path("drover.data").toAbsolutePath().normalize().resolve("drover");
            url = "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=1000;"
                    + H2_STATEMENTS;
        }
        return open(Store.OWN, url, settings.get("drover.store.user"), settings.get("drover.store.password"), settings);
    }

    static HikariDataSource other(Settings settings, String name) {
        String prefix = "drover.datasource." + name + ".";
        return open(
                name,
                keptSafe(settings.get(prefix + "url")),
                optional(settings, prefix + "user"),
                optional(settings, prefix + "password"),
                settings);
    }

    /**
     * The URL with what makes an H2 file keep its commits and stay open for running work (see {@link #own}), unless it says
     * otherwise itself.
     */
    private static String keptSafe(String url) {
        if (!H2_FILE.matcher(url).find()) {
            return url;
        }
        StringBuilder safe = new StringBuilder(url);
        for (String setting : List.of("WRITE_DELAY=0", "DB_CLOSE_ON_EXIT=FALSE", H2_STATEMENTS)) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            if (!url.toUpperCase(Locale.ROOT).contains(";" + name)) {
                safe.append(';').append(setting);
            }
        }
        return safe.toString();
    }

    private static String optional(Settings settings, String key) {
        return settings.all().containsKey(key) ? settings.get(key) : "";
    }

    private static HikariDataSource open(String name, String url, String user, String password, Settings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        Properties properties = signIn(user, password);
        if (DriverTimeouts.areFor(url)) {
            properties.putAll(DriverTimeouts.of(
                    url,
                    CONNECT_MILLIS,
                    settings.seconds("drover.store.answer-timeout").toMillis()));
            config.setValidationTimeout(VALIDATION_MILLIS);
            config.setKeepaliveTime(KEEPALIVE_MILLIS);
        }
        try {
            config.setDataSource(
                    new PhysicalConnections(driver(url), url, properties, beginnings(name, url, settings)));
        } catch (SQLException e) {
            throw new StoreException(reason(name, url, e), e);
        }
        if (url.startsWith("jdbc:h2:")) {
            config.setExceptionOverride(new H2Revival(config.getDataSource()));
        }
        config.setMaximumPoolSize(settings.number("drover.store.connections"));
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        HikariDataSource pool = pool(config);
        if (pool.getExceptionOverride() instanceof H2Revival revival) {
            revival.attend(pool);
        }
        return pool;
    }

    /** Its first connection is made at once, so that what is wrong stops the start: only a server of others may come later. */
    private static HikariDataSource pool(HikariConfig config) {
        String name = config.getPoolName();
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            String reason = reason(name, config.getJdbcUrl(), e);
            if (name.equals(Store.OWN) || !LateDatabase.isAway(config.getJdbcUrl(), e)) {
                throw new StoreException(reason, e);
            }
            LOG.error("{}; it is tried again until it answers, and all that needs it waits or fails", reason);
            config.setInitializationFailTimeout(NOT_AT_ONCE);
            return new HikariDataSource(config);
        }
    }

    /** What the server is told on each connection: to find out that this end is gone, and to let go of what it has locked. */
    private static List<String> beginnings(String name, String url, Settings settings) {
        if (!url.startsWith("jdbc:postgresql:")) {
            return List.of();
        }
        return name.equals(Store.OWN)
                ? List.of(
                        DriverTimeouts.SERVER_PROBES,
                        BriefTransactions.ofSession(settings.seconds("drover.store.lease")))
                : List.of(DriverTimeouts.SERVER_PROBES);
    }

    /**
     * The driver of a URL. Those that are shipped are not asked of the driver manager: it loads them all, and verifies the signatures
     * of SQL Server's, which is a tenth of a start.
     *
     * @throws SQLException when there is none
     */
    private static Driver driver(String url) throws SQLException {
        if (url.startsWith("jdbc:h2:")) {
            return made("org.h2.Driver");
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return made("org.postgresql.Driver");
        }
        try {
            return DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new SQLException(
                    "no driver knows such a URL; one that Drover does not bring is added by: drover connectors add GROUP:ARTIFACT:VERSION",
                    e);
        }
    }

    /** By its name, as the drivers are parts of the program that runs and not of the one that is compiled. */
    private static Driver made(String className) throws SQLException {
        try {
            return Class.forName(className)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SQLException("the driver " + className + " of Drover is not in its lib folder", e);
        }
    }

    /** Either may stand in the URL instead. */
    private static Properties signIn(String user, String password) {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    private static String reason(String name, String url, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getErrorCode() == H2_IN_USE
                        ? "the database is in use: is another Drover running on the same data folder? (" + url + ")"
                        : "cannot open the database " + name + " (" + url + "): " + oneLine(sql.getMessage());
            }
        }
        return "cannot open the database " + name + " (" + url + "): " + oneLine(failure.getMessage());
    }

    static String oneLine(String message) {
        return message.replaceAll("\\s+", " ");
    }

    /**
     * Refuses a connection whose default schema is Drover's own: PostgreSQL takes the schema that is called like the user, and
     * the tables of integrators would stand among Drover's.
     */
    static void requireOtherSchema(DataSource own) {
        try (Connection connection = own.getConnection()) {
            if ("drover".equals(connection.getSchema())) {
                throw new StoreException(
                        "the database user is called drover, so PostgreSQL would put your tables into Drover's own schema of that"
                                + " name: add ?currentSchema=public to drover.store.url, or use another user",
                        null);
            }
        } catch (SQLException e) {
            throw new StoreException("Drover's own database does not answer: " + oneLine(e.getMessage()), e);
        }
    }

    /** H2 does not close itself (see {@link #own}): it is told to, when everything else is done. */
    static void closeOwn(HikariDataSource own) {
        if (own.getExceptionOverride() instanceof H2Revival revival) {
            revival.stop();
            try (Connection connection = own.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            } catch (SQLException e) {
                // Already closed, for example after its disk was full: its log is replayed at the next start
            }
        }
        own.close();
    }
}
