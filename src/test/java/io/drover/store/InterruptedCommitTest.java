package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.drover.settings.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stop interrupts threads that use H2: neither what they commit nor the database of all others is lost. */
class InterruptedCommitTest {
    private static final int COMMITS = 200;

    @TempDir
    private Path home;

    private final ExecutorService poll = Executors.newSingleThreadExecutor();
    private HikariDataSource database;

    @BeforeEach
    void open() throws SQLException {
        database = Databases.own(Settings.of(Map.of("drover.data", home.toString())));
        try (Connection connection = database.getConnection()) {
            execute(connection, "CREATE TABLE orders (id IDENTITY, payload VARCHAR)");
        }
    }

    @AfterEach
    void close() {
        poll.shutdownNow();
        Databases.closeOwn(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "CHECKPOINT SYNC", "CHECKPOINT"})
    void whoIsInterruptedCommitsAndFindsTheInterruptAfterwards(String write) throws Exception {
        try (Connection other = database.getConnection()) {
            Future<Boolean> interrupted = poll.submit(() -> {
                try (Connection connection = database.getConnection()) {
                    connection.setAutoCommit(false);
                    insert(connection);
                    Thread.currentThread().interrupt();
                    execute(connection, write);
                    connection.commit();
                    return Thread.interrupted();
                }
            });

            assertThat(interrupted.get()).as("the thread finds its interrupt").isTrue();
            assertThat(rows(other)).isEqualTo(1);
            insert(other);
        }
        assertThat(rowsAfterRestart()).isEqualTo(2);
    }

    /** An executor that is stopped with its tasks at work, as Camel's of a consumer that polls. */
    @Test
    void interruptsInTheMiddleOfCommitsCostNoneOfThem() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Integer> commits = poll.submit(() -> {
            try (Connection connection = database.getConnection()) {
                for (int i = 0; i < COMMITS; i++) {
                    insert(connection);
                    begun.countDown();
                }
                return COMMITS;
            }
        });
        begun.await();

        poll.shutdownNow();
        try (Connection other = database.getConnection()) {
            insert(other);
        }

        assertThat(commits.get()).isEqualTo(COMMITS);
        assertThat(rowsAfterRestart()).isEqualTo(COMMITS + 1);
    }

    private static void insert(Connection connection) throws SQLException {
        execute(connection, "INSERT INTO orders (payload) VALUES (REPEAT('x', 5000))");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int rowsAfterRestart() throws SQLException {
        Databases.closeOwn(database);
        database = Databases.own(Settings.of(Map.of("drover.data", home.toString())));
        try (Connection connection = database.getConnection()) {
            return rows(connection);
        }
    }

    private static int rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM orders")) {
            result.next();
            return result.getInt(1);
        }
    }
}
