package io.drover.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The script that makes the sample jobs' tables, on both databases that Drover runs on. */
class SampleTablesTest {
    private static final Path FOLDER = Path.of("Files/samples/adventureworks");

    @Test
    void the_tables_take_what_the_sample_erp_sends_on_h2() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            assertTablesTakeTheAnswers(connection);
        }
    }

    @Test
    void the_tables_take_what_the_sample_erp_sends_on_postgresql() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection()) {
            assertTablesTakeTheAnswers(connection);
        }
    }

    private static void assertTablesTakeTheAnswers(Connection connection) throws Exception {
        run(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO EcomStockUnit (StockUnitProductId) VALUES ('P1')");
        }
        run(connection); // as every start of the server does

        assertThat(rows(connection, "EcomStockUnit"))
                .as("a second run keeps what is there")
                .isEqualTo(1);
        for (SampleTable table : answers()) {
            assertThat(columns(connection, table.name()))
                    .as(table.name())
                    .containsAll(table.columns().stream()
                            .map(SampleTablesTest::lower)
                            .toList());
        }
    }

    private static void run(Connection connection) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : Files.readString(FOLDER.resolve("tables.sql")).split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static List<SampleTable> answers() throws IOException {
        AdventureWorks data = new AdventureWorks(FOLDER);
        return Stream.of(data.products(), data.productGroups(), data.stock(), data.currencies(), data.countries())
                .flatMap(List::stream)
                .toList();
    }

    private static int rows(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                columns.add(lower(result.getMetaData().getColumnName(i)));
            }
            return columns;
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
