package io.drover.circle;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.JobOperations;
import io.drover.circle.PairColumn.Database;
import io.drover.job.JobServer;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import io.drover.testing.TestMariaDb;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * Rows go from each database into each other one, and are what that database has for the same values written in its own SQL; what
 * it has nothing for is rejected by the name of its column.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabasePairsTest {
    private JobServer jobs;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        TestServer server = new TestServer(home)
                .with("drover.datasource.h2.url", "jdbc:h2:mem:pairs;DB_CLOSE_DELAY=-1")
                .with(
                        "drover.datasource.postgres.url",
                        TestPostgres.shared().createDatabase().url())
                .with(
                        "drover.datasource.maria.url",
                        ((MariaDbDataSource) TestMariaDb.shared().createDatabase()).getUrl());
        for (Database from : Database.values()) {
            for (Database to : Database.values()) {
                server.withFile(
                        "Files/Jobs/" + from + "-" + to + ".xml",
                        "<job name=\"%1$s-%2$s\" onError=\"skip\"><source><sql dataSource=\"%1$s\" schema=\"own_%1$s\"/></source>"
                                        .formatted(from, to)
                                + "<destination><sql dataSource=\"%2$s\" schema=\"from_%1$s\"/></destination></job>"
                                        .formatted(from, to));
            }
        }
        jobs = new JobServer(server).start();
        execute(Database.POSTGRES, "CREATE EXTENSION citext");
        execute(Database.POSTGRES, "CREATE TYPE mood AS ENUM ('ok', 'sad')");
        for (Database database : Database.values()) {
            List<String> schemas = new ArrayList<>(List.of("own_" + database));
            Stream.of(Database.values()).forEach(from -> schemas.add("from_" + from));
            String columns = PairColumn.ALL.stream()
                    .map(column -> column.name() + " " + column.type(database))
                    .collect(Collectors.joining(", "));
            for (String schema : schemas) {
                execute(database, database.createSchema(schema));
                execute(
                        database,
                        "CREATE TABLE " + database.quote(schema) + ".pair (k varchar(60) PRIMARY KEY, " + columns
                                + ")");
            }
            fill(database);
        }
    }

    /** A row for each value. */
    private void fill(Database database) throws SQLException {
        for (PairColumn column : PairColumn.ALL) {
            for (int i = 0; i < column.values().size(); i++) {
                String literal = database.of(column.values().get(i));
                if (literal != null) {
                    execute(
                            database,
                            "INSERT INTO %s.pair (k, %s) VALUES ('%s', %s)"
                                    .formatted(
                                            database.quote("own_" + database), column.name(), column.key(i), literal));
                }
            }
        }
    }

    @AfterAll
    void stop() {
        jobs.close();
    }

    static List<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Database from : Database.values()) {
            for (Database to : Database.values()) {
                pairs.add(Arguments.of(from, to));
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void valuesAreTheSameInTheOtherDatabase(Database from, Database to) throws Exception {
        Execution execution = jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob(from + "-" + to, null, null)
                .get(0);

        assertThat(execution.status()).as(execution.message()).isNotEqualTo(Status.Failed);
        Map<String, String> reasons = new HashMap<>();
        for (ExecutionError error : jobs.errors(execution)) {
            reasons.put(error.key().replaceAll("(?i)^k=", ""), error.column() + ": " + error.reason());
        }
        Map<String, String> source = shown(from, "own_" + from);
        Map<String, String> own = shown(to, "own_" + to);
        Map<String, String> came = shown(to, "from_" + from);
        List<String> differences = new ArrayList<>();
        for (PairColumn column : PairColumn.ALL) {
            for (int i = 0; i < column.values().size(); i++) {
                String key = column.key(i);
                String literal = from.of(column.values().get(i));
                boolean refused = isNamed(reasons.get(key), column);
                boolean right = (own.containsKey(key) && !isNoDate(literal))
                        ? own.get(key).equals(came.get(key))
                        : refused && !came.containsKey(key);
                if (source.containsKey(key) && !right) {
                    differences.add(column.type(from) + " -> " + column.type(to) + " | " + literal + " | "
                            + came.get(key) + " instead of " + own.get(key) + " | " + reasons.get(key));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** Which its own database takes, and no other program. */
    private static boolean isNoDate(String literal) {
        return literal != null && literal.startsWith("'0000-");
    }

    private static boolean isNamed(String reason, PairColumn column) {
        return reason != null && reason.toLowerCase(Locale.ROOT).contains(column.name());
    }

    /** The one value of each row. */
    private Map<String, String> shown(Database database, String schema) throws SQLException {
        String columns =
                PairColumn.ALL.stream().map(column -> column.shown(database)).collect(Collectors.joining(", "));
        Map<String, String> shown = new HashMap<>();
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT k, " + columns + " FROM " + database.quote(schema) + ".pair")) {
            while (rows.next()) {
                for (int i = 0; i < PairColumn.ALL.size(); i++) {
                    if (rows.getString(i + 2) != null) {
                        shown.put(rows.getString(1), rows.getString(i + 2));
                    }
                }
            }
        }
        return shown;
    }

    /** Times in literals are UTC, whatever the server's zone. */
    private void execute(Database database, String sql) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement()) {
            if (database == Database.MARIA) {
                statement.execute("SET time_zone = '+00:00'");
            }
            statement.execute(sql);
            if (database == Database.MARIA) {
                statement.execute("SET time_zone = DEFAULT");
            }
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + ": " + sql, e);
        }
    }

    private Connection connection(Database database) throws SQLException {
        return jobs.drover.server().store().dataSource(database.toString()).getConnection();
    }
}
