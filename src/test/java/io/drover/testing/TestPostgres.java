package io.drover.testing;

import io.drover.settings.Settings;
import io.drover.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL, started when the first test asks for it and stopped with the JVM. */
public final class TestPostgres {
    private static TestPostgres shared;

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();
    private final Set<Path> scripts = new HashSet<>();
    private String migrated;

    /**
     * A database.
     *
     * @param name its name on the server
     * @param url JDBC URL that needs no user or password beside it
     */
    public record Database(String name, String url, DataSource dataSource) {}

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server that all tests of this JVM share. */
    public static synchronized TestPostgres shared() {
        if (shared == null) {
            try {
                Set<Path> before = scripts();
                // Tests do not survive a power cut anyway
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("max_prepared_transactions", "10")
                        .start();
                shared = new TestPostgres(server);
                shared.scripts.addAll(scripts());
                shared.scripts.removeAll(before);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start PostgreSQL for the tests", e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(TestPostgres::stop, "stop-test-postgres"));
        }
        return shared;
    }

    /** Creates a database of its own for a test. */
    public Database createDatabase() {
        return create("template1");
    }

    /**
     * Creates an empty one with options.
     *
     * @param options as of CREATE DATABASE
     */
    public Database createDatabase(String options) {
        return create("template0 " + options);
    }

    /** Creates a database in which a server finds its tables as its first start makes them: {@link MigratedDatabase}. */
    public synchronized Database createMigrated() {
        if (migrated == null) {
            Database first = createDatabase();
            try {
                Path folder = Files.createTempDirectory("drover-migrated");
                Store.open(Settings.of(Map.of("drover.store.url", first.url(), "drover.data", folder.toString())))
                        .close();
                MigratedDatabase.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            migrated = first.name();
        }
        return create(migrated);
    }

    private Database create(String template) {
        String name = "test" + databases.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the test database " + name, e);
        }
        String url = server.getJdbcUrl("postgres", name);
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return new Database(name, url, dataSource);
    }

    /** Scripts by which the library finds out what Linux this is; it leaves them. */
    private static Set<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("detect_linux_distribution"))
                    .collect(Collectors.toSet());
        }
    }

    private static void stop() {
        try {
            shared.server.close();
            for (Path script : shared.scripts) {
                Files.deleteIfExists(script);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
