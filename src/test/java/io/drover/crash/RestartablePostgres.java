package io.drover.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL of a test's own, which can be stopped as {@code pg_ctl stop -m immediate} does, and started again. */
public final class RestartablePostgres implements AutoCloseable {
    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    public RestartablePostgres(Path data, int port) throws IOException {
        this.data = data;
        this.port = port;
        start();
    }

    public void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                // The machine goes on: what was written is there without fsync
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** Ends its processes at once; the next start recovers what was committed. */
    public void stopAtOnce() throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        new ProcessBuilder("kill", "-QUIT", pid).inheritIO().start().onExit().join();
        postmaster.onExit().join();
        server.close();
    }

    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
