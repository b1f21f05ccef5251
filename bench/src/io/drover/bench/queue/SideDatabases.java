package io.drover.bench.queue;

import io.drover.bench.BenchException;
import io.drover.bench.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** Where the sides keep their rows: a new database for each. */
public interface SideDatabases extends AutoCloseable {

    /** The kinds that Drover runs on. */
    enum Kind {
        H2,
        POSTGRESQL;

        public SideDatabases start(Path folder) {
            try {
                return this == H2 ? new H2Files(folder) : new Postgres(folder);
            } catch (IOException e) {
                throw new BenchException("PostgreSQL does not start: " + e.getMessage());
            }
        }
    }

    /** The JDBC URL of a new database. */
    String create(String name) throws SQLException;

    String description() throws SQLException;

    @Override
    void close();

    /** A file for each. */
    record H2Files(Path folder) implements SideDatabases {
        @Override
        public String create(String name) {
            return "jdbc:h2:file:" + folder.resolve(name).toAbsolutePath().resolve("data/drover")
                    + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        }

        @Override
        public String description() {
            return "H2 " + org.h2.engine.Constants.VERSION
                    + " in a file, WRITE_DELAY=0: commits survive the end of the process";
        }

        @Override
        public void close() {}
    }

    /** One server for all, with autovacuum as it comes: queues live on it. */
    final class Postgres implements SideDatabases {
        private final PostgresServer server;

        Postgres(Path folder) throws IOException {
            server = new PostgresServer(folder, Map.of("max_wal_size", "4GB"));
        }

        @Override
        public String create(String name) throws SQLException {
            String database = name.replaceAll("[^a-z0-9]+", "_");
            server.execute(PostgresServer.USER, "CREATE DATABASE " + database);
            return server.url(database);
        }

        @Override
        public String description() throws SQLException {
            return server.description("fsync", "synchronous_commit", "shared_buffers", "max_wal_size", "autovacuum");
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new BenchException("PostgreSQL does not stop: " + e.getMessage());
            }
        }
    }
}
