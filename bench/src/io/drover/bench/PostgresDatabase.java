package io.drover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** A real server on its own data folder, started and stopped here; the states are template databases. */
final class PostgresDatabase implements Database {
    private static final String RUN = "bench_run";
    private static final String EMPTY = "bench_empty";
    private static final String FULL = "bench_full";

    private static final double TICKS_PER_SECOND = 100;

    private final PostgresServer server;

    PostgresDatabase(Path folder) throws IOException, SQLException {
        // Checkpoints and autovacuum are real costs, but they strike one run and spare the next
        server = new PostgresServer(
                folder, Map.of("max_wal_size", "8GB", "checkpoint_timeout", "1h", "autovacuum", "off"));
        server.execute(PostgresServer.USER, "CREATE DATABASE " + EMPTY);
        server.execute(EMPTY, Products.createTable());
    }

    @Override
    public String description() throws SQLException {
        return server.description(
                "fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_wal_size", "autovacuum");
    }

    @Override
    public String url() {
        return server.url(RUN);
    }

    @Override
    public String user() {
        return PostgresServer.USER;
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
        server.execute(RUN, "VACUUM (FREEZE, ANALYZE)");
        copy(RUN, FULL);
    }

    @Override
    public void restoreFull() throws SQLException {
        copy(FULL, RUN);
    }

    /** Of the processes that live, and of the connections' processes that have ended, which their parent counts. */
    @Override
    public double cpuSeconds() throws IOException {
        long postmaster = server.pid();
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
        server.execute(PostgresServer.USER, "DROP DATABASE IF EXISTS " + to + " WITH (FORCE)");
        server.execute(PostgresServer.USER, "CREATE DATABASE " + to + " TEMPLATE " + from + " STRATEGY file_copy");
        server.execute(PostgresServer.USER, "CHECKPOINT");
    }
}
