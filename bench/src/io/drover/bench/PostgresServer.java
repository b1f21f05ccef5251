package io.drover.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A real PostgreSQL on its own data folder, which keeps what it commits; started and stopped here. */
public final class PostgresServer implements AutoCloseable {
    public static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final Path data;

    /**
     * Starts it.
     *
     * @param settings beside those that keep data safe
     */
    public PostgresServer(Path folder, Map<String, String> settings) throws IOException {
        data = folder.resolve("postgresql").toAbsolutePath();
        refuseIfStillRunning(data);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Files.createDirectories(folder.resolve("postgresql-binaries"))
                        .toAbsolutePath()
                        .toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                // Embedded servers come with these two off, which no server that keeps its data has
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB");
        settings.forEach(builder::setServerConfig);
        server = builder.start();
    }

    /** A driver that was killed leaves its server behind, and two servers on one machine measure nothing. */
    private static void refuseIfStillRunning(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.exists(pidFile)) {
            List<String> lines = Files.readAllLines(pidFile);
            if (!lines.isEmpty()
                    && ProcessHandle.of(Long.parseLong(lines.get(0).strip())).isPresent()) {
                throw new BenchException("A PostgreSQL of an earlier run still runs: end process "
                        + lines.get(0).strip());
            }
        }
    }

    /** JDBC URL of a database. */
    public String url(String database) {
        return server.getJdbcUrl(USER, database);
    }

    /** Process id of its first process. */
    public long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    }

    /** The server and these of its settings, in one line. */
    public String description(String... settings) throws SQLException {
        StringBuilder text = new StringBuilder("PostgreSQL ").append(show("server_version"));
        for (String setting : settings) {
            text.append(", ").append(setting).append(' ').append(show(setting));
        }
        return text.toString();
    }

    private String show(String setting) throws SQLException {
        try (Connection connection = connect(USER);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW " + setting)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Runs a statement in a database. */
    public void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, "");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
