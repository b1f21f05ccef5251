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

/** A real server on its own data folder, started and stopped here; the states are template databases. */
final class PostgresDatabase implements Database {
    private static final String RUN = "bench_run";
    private static final String EMPTY = "bench_empty";
    private static final String FULL = "bench_full";

    private static final double TICKS_PER_SECOND = 100;

    private final EmbeddedPostgres server;
    private final Path data;

    PostgresDatabase(Path folder) throws IOException, SQLException {
        data = folder.resolve("postgresql").toAbsolutePath();
        refuseIfStillRunning(data);
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Files.createDirectories(folder.resolve("postgresql-binaries"))
                        .toAbsolutePath()
                        .toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                // Embedded servers come with these two off, which no server that keeps its data has
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB")
                // Checkpoints and autovacuum are real costs, but they strike one run and spare the next
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("checkpoint_timeout", "1h")
                .setServerConfig("autovacuum", "off")
                .start();
        execute("postgres", "CREATE DATABASE " + EMPTY);
        execute(EMPTY, Products.createTable());
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

    @Override
    public String description() throws SQLException {
        return "PostgreSQL " + show("server_version") + ", fsync " + show("fsync") + ", synchronous_commit "
                + show("synchronous_commit") + ", full_page_writes " + show("full_page_writes") + ", shared_buffers "
                + show("shared_buffers") + ", max_wal_size " + show("max_wal_size") + ", autovacuum "
                + show("autovacuum");
    }

    @Override
    public String url() {
        return server.getJdbcUrl(user(), RUN);
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public Class<?> floor() {
        return PostgresFloor.class;
    }

    @Override
    public void restoreEmpty() throws SQLException {
        copy(EMPTY, RUN);
    }

    @Override
    public void keepAsFull() throws SQLException {
        execute(RUN, "VACUUM (FREEZE, ANALYZE)");
        copy(RUN, FULL);
    }

    @Override
    public void restoreFull() throws SQLException {
        copy(FULL, RUN);
    }

    /** Of the processes that live, and of the connections' processes that have ended, which their parent counts. */
    @Override
    public double cpuSeconds() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        long ticks = ticks(postmaster, true);
        for (ProcessHandle child :
                ProcessHandle.of(postmaster).orElseThrow().children().toList()) {
            ticks += ticks(child.pid(), false);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long ticks(long process, boolean ofChildren) throws IOException {
        Path stat = Path.of("/proc/" + process + "/stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1); // from the third on: man proc
        int first = ofChildren ? 13 : 11;
        return Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1]);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void copy(String from, String to) throws SQLException {
        execute("postgres", "DROP DATABASE IF EXISTS " + to + " WITH (FORCE)");
        execute("postgres", "CREATE DATABASE " + to + " TEMPLATE " + from + " STRATEGY file_copy");
        execute("postgres", "CHECKPOINT");
    }

    private String show(String setting) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW " + setting)) {
            result.next();
            return result.getString(1);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server.getJdbcUrl(user(), database), user(), "");
    }
}
