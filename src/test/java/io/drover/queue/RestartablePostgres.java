package io.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of a test's own, which may end its sessions or itself without regard for what is under way. */
final class RestartablePostgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Path data;
    private final Path control;
    private final Path log;

    RestartablePostgres(Path folder) throws IOException, SQLException {
        data = folder.resolve("postgres");
        log = folder.resolve("postgres.log");
        // A commit is in the log's file when it returns; the machine itself does not fail here
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT setting FROM pg_config WHERE name = 'BINDIR'")) {
            row.next();
            control = Path.of(row.getString(1), "pg_ctl");
        }
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Ends the sessions of all others. */
    void endSessions() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        }
    }

    /** Ends the server as a crash does, and starts it again. */
    void restart() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
        }
        command.addAll(List.of(
                control.toString(), "restart", "-D", data.toString(), "-m", "immediate", "-w", "-l", log.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.resolveSibling("pg_ctl.log").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("exit code of pg_ctl restart").isZero();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
