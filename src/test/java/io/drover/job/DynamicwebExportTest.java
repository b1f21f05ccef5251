package io.drover.job;

import static io.drover.dynamicweb.JobFiles.condition;
import static io.drover.dynamicweb.JobFiles.destination;
import static io.drover.dynamicweb.JobFiles.elements;
import static io.drover.dynamicweb.JobFiles.filtered;
import static io.drover.dynamicweb.JobFiles.mapping;
import static io.drover.dynamicweb.JobFiles.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.JobOperations;
import io.drover.dynamicweb.JobFiles;
import io.drover.store.ledger.Execution;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and users of Dynamicweb: which are written, and which are marked. Names of tables and columns have their case. */
class DynamicwebExportTest {
    @TempDir
    static Path home;

    private static JobServer jobs;
    private static Map<String, Connection> databases;

    @BeforeAll
    static void start() throws Exception {
        String h2 = "jdbc:h2:mem:dynamicwebexport;DB_CLOSE_DELAY=-1";
        String postgres = TestPostgres.shared().createDatabase().url();
        databases = Map.of("h2", DriverManager.getConnection(h2), "postgres", DriverManager.getConnection(postgres));
        TestServer server = new TestServer(home)
                .with("drover.datasource.h2.url", h2)
                .with("drover.datasource.postgres.url", postgres);
        Path folder = Files.createDirectories(home.resolve("Files/Jobs"));
        for (String database : databases.keySet()) {
            for (Connection connection : List.of(databases.get(database))) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CREATE TABLE \"EcomOrders\" (\"OrderId\" varchar(50) PRIMARY KEY,"
                            + " \"OrderShopId\" varchar(50), \"OrderIsExported\" boolean, \"OrderCart\" boolean,"
                            + " \"OrderComplete\" boolean, \"OrderStateId\" varchar(50), \"OrderNote\" varchar(50),"
                            + " \"OrderCustomerAccessUserId\" int, \"OrderPrice\" double precision)");
                    statement.execute("CREATE TABLE \"EcomOrderLines\" (\"OrderLineId\" varchar(50) PRIMARY KEY,"
                            + " \"OrderLineOrderId\" varchar(50))");
                    statement.execute("CREATE TABLE \"AccessUser\" (\"AccessUserId\" int PRIMARY KEY,"
                            + " \"AccessUserUserName\" varchar(50), \"AccessUserType\" int,"
                            + " \"AccessUserExternalId\" varchar(50), \"AccessUserUpdatedOn\" timestamp,"
                            + " \"AccessUserExported\" timestamp)");
                }
            }
            Files.writeString(folder.resolve("orders-" + database + ".xml"), orders(database));
            Files.writeString(folder.resolve("users-" + database + ".xml"), users(database));
        }
        Files.writeString(
                folder.resolve("things.xml"),
                named(
                        "things",
                        JobFiles.job(
                                source("Sql", "Catalog=h2"),
                                destination(
                                        "Csv",
                                        "DestinationFolder=/Files/Integration/Export",
                                        "DestinationEncoding=UTF8"),
                                mapping("Things", "Id", "Name", "Flag", "At", "Day", "Price", "Amount"))));
        jobs = new JobServer(server).start();
    }

    private static String named(String name, String job) {
        return job.replace("<Name>Shop</Name>", "<Name>" + name + "</Name>");
    }

    private static String xml(String file) {
        return destination("Xml", "DestinationFile=" + file, "DestinationFolder=/Files/Integration/Export");
    }

    private static String orders(String database) {
        return named(
                "orders-" + database,
                JobFiles.job(
                        source(
                                "Order",
                                "Catalog=" + database,
                                "ExportNotYetExportedOrders=True",
                                "DoNotExportCarts=True",
                                "OrderStateAfterExport=OS2"),
                        xml("orders-" + database),
                        filtered(
                                "EcomOrders",
                                "EcomOrders",
                                condition("OrderShopId", "EqualTo", "SHOP1"),
                                "OrderId",
                                "OrderShopId",
                                "OrderCustomerAccessUserExternalId",
                                "OrderPrice",
                                elements(
                                        "sourceColumn=OrderNote",
                                        "destinationColumn=OrderNote",
                                        "nullEmptyActionType=SkipRow")),
                        mapping("EcomOrderLines", "OrderLineId")));
    }

    private static String users(String database) {
        return named(
                "users-" + database,
                JobFiles.job(
                        source("User", "Catalog=" + database, "ExportNotExportedUsers=True"),
                        xml("users-" + database),
                        mapping("AccessUser", "AccessUserUserName")));
    }

    @AfterAll
    static void stop() throws Exception {
        jobs.close();
        for (Connection connection : databases.values()) {
            connection.close();
        }
    }

    @BeforeEach
    void empty() throws Exception {
        for (String database : databases.keySet()) {
            execute(
                    database,
                    "DELETE FROM \"EcomOrders\"",
                    "DELETE FROM \"EcomOrderLines\"",
                    "DELETE FROM \"AccessUser\"");
        }
    }

    private static void execute(String database, String... statements) throws Exception {
        try (Statement statement = databases.get(database).createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> query(String database, String sql) throws Exception {
        try (Statement statement = databases.get(database).createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static String run(String job) throws Exception {
        Execution execution = jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob(job, null, null)
                .get(0);
        assertThat(execution.status().name()).as(execution.message()).startsWith("Completed");
        return Files.readString(jobs.drover.files("Export/" + job + ".xml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void ordersThatWereWrittenAreMarkedAndNoOther(String database) throws Exception {
        execute(
                database,
                "INSERT INTO \"AccessUser\" VALUES (7, 'ada', 5, 'C-7', NULL, NULL)",
                "INSERT INTO \"EcomOrders\" VALUES ('O1', 'SHOP1', FALSE, FALSE, TRUE, 'OS1', 'a', 7, 74.5),"
                        + " ('O2', 'SHOP2', FALSE, FALSE, TRUE, 'OS1', 'a', 7, 1),"
                        + " ('O3', 'SHOP1', NULL, FALSE, TRUE, 'OS1', 'a', NULL, 1),"
                        + " ('O4', 'SHOP1', FALSE, TRUE, FALSE, 'OS1', 'a', 7, 1),"
                        + " ('O5', 'SHOP1', FALSE, FALSE, FALSE, 'OS1', 'a', 7, 1),"
                        + " ('O6', 'SHOP1', FALSE, FALSE, TRUE, 'OS1', '', 7, 1),"
                        + " ('O7', 'SHOP1', FALSE, FALSE, TRUE, 'OS1', U&'\\0001', 7, 1),"
                        + " ('O8', 'SHOP1', TRUE, FALSE, TRUE, 'OS9', 'a', 7, 1)",
                "INSERT INTO \"EcomOrderLines\" VALUES ('L1', 'O1'), ('L2', 'O2'), ('L3', 'O3'), ('L8', 'O8')");

        String document = run("orders-" + database);

        assertThat(document)
                .contains("[O1]", "[O3]", "[L1]", "[L3]", "[C-7]", "[74,5]")
                .doesNotContain("[O2]", "[O4]", "[O5]", "[O6]", "[O7]", "[O8]", "[L2]", "[L8]");
        assertThat(query(
                        database,
                        "SELECT \"OrderId\" FROM \"EcomOrders\" WHERE \"OrderIsExported\" AND \"OrderStateId\" = 'OS2'"
                                + " ORDER BY 1"))
                .containsExactly("O1", "O3");
        assertThat(
                        query(
                                database,
                                "SELECT \"OrderId\" FROM \"EcomOrders\" WHERE \"OrderIsExported\" AND \"OrderStateId\" <> 'OS2'"))
                .containsExactly("O8");
        assertThat(run("orders-" + database)).doesNotContain("[O1]", "[O3]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void usersThatWereWrittenAreMarked(String database) throws Exception {
        execute(
                database,
                "INSERT INTO \"AccessUser\" VALUES (1, 'new', 5, NULL, NULL, NULL),"
                        + " (2, 'changed', 5, NULL, TIMESTAMP '2026-11-21 10:00:00', TIMESTAMP '2026-11-20 10:00:00'),"
                        + " (3, 'same', 5, NULL, TIMESTAMP '2026-11-19 10:00:00', TIMESTAMP '2026-11-20 10:00:00'),"
                        + " (4, 'group', 2, NULL, TIMESTAMP '2026-11-21 10:00:00', TIMESTAMP '2026-11-20 10:00:00')");

        assertThat(run("users-" + database)).contains("[new]", "[changed]").doesNotContain("[same]", "[group]");

        assertThat(query(
                        database,
                        "SELECT \"AccessUserId\" FROM \"AccessUser\" WHERE \"AccessUserExported\" > TIMESTAMP '2026-11-22'"
                                + " ORDER BY 1"))
                .containsExactly("1", "2");
        assertThat(run("users-" + database)).doesNotContain("[new]", "[changed]");
    }

    /** Byte by byte, as the writer of Dynamicweb is published to do it. */
    @Test
    void aCsvIsWrittenAsDynamicwebWritesIt() throws Exception {
        try (Statement statement = databases.get("h2").createStatement()) {
            statement.execute("DROP TABLE IF EXISTS \"Things\"");
            statement.execute("CREATE TABLE \"Things\" (\"Id\" int PRIMARY KEY, \"Name\" varchar(50), \"Flag\" boolean,"
                    + " \"At\" timestamp(3), \"Day\" date, \"Price\" double precision, \"Amount\" numeric(10, 2))");
            statement.execute(
                    "INSERT INTO \"Things\" VALUES (1, 'B\u00f8lt; 5', TRUE, TIMESTAMP '2026-11-21 09:05:00.25',"
                            + " DATE '2026-11-21', 74.99, 1234.50), (2, '', FALSE, NULL, NULL, -0.5, NULL),"
                            + " (3, 'NULL', NULL, TIMESTAMP '0001-01-01 00:00:00', DATE '9999-12-31', 1e6, 0)");
        }

        Execution execution = jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob("things", null, null)
                .get(0);

        assertThat(execution.status().name()).as(execution.message()).startsWith("Completed");
        byte[] written = Files.readAllBytes(jobs.drover.files("Export/Things.csv"));
        assertThat(Arrays.copyOf(written, 3)).isEqualTo(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        assertThat(new String(written, 3, written.length - 3, StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        "Id";"Name";"Flag";"At";"Day";"Price";"Amount"
                        "1";"B\u00f8lt; 5";"True";"21-11-2026 09:05:00:250";"21-11-2026 00:00:00:000";"74,99";"1234,50"
                        "2";"";"False";NULL;NULL;"-0,5";NULL
                        "3";"NULL";NULL;"01-01-0001 00:00:00:000";"31-12-9999 00:00:00:000";"1000000";"0,00"
                        """
                                .replace("\n", "\r\n"));
    }
}
