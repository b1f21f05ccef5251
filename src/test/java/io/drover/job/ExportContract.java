package io.drover.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.JobOperations;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a job does that reads a database, the same on every database. Each test has a job and tables of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExportContract {
    private static final String THINGS =
            """
            CREATE TABLE "%s" ("Id" int PRIMARY KEY, "Name" varchar(50), "Price" numeric(10,2), "Weight" double precision,
                "Active" boolean, "Born" date, "Changed" timestamp(3))""";
    /** Few connections for as many loads as there may be with them. */
    private static final int PARALLEL = 4;

    JobServer jobs;

    /** Sets the database of a server. */
    abstract TestServer onDatabase(TestServer server);

    /** The URL of another database of the same kind. */
    abstract String otherDatabase();

    /** Counts the sessions that wait for a lock. */
    abstract String waiting();

    @BeforeAll
    void start(@TempDir Path home) {
        jobs = new JobServer(onDatabase(new TestServer(home))
                        .with("drover.datasource.other.url", otherDatabase())
                        .with("drover.store.connections", String.valueOf(2 * PARALLEL + 4))
                        .with("drover.jobs.parallel", String.valueOf(PARALLEL)))
                .start();
    }

    @AfterAll
    void stop() {
        jobs.close();
    }

    void things(String table) throws SQLException {
        jobs.drover.sql(
                THINGS.formatted(table),
                "INSERT INTO \"" + table + "\" VALUES (1, 'Bolt; \"M8\" <&>', 74.90, 0.5, TRUE, DATE '2026-11-21',"
                        + " TIMESTAMP '2026-11-21 09:05:00.25'), (2, '', -3, 1e21, FALSE, NULL, NULL),"
                        + " (3, NULL, NULL, NULL, NULL, DATE '1999-12-31', TIMESTAMP '1999-12-31 00:00:00')");
    }

    void define(String name, String source, String destination, String... mappings) {
        jobs.drover.withFile(
                "Files/Jobs/" + name + ".xml",
                """
                <job name="%s">
                    <source>%s</source>
                    <destination>%s</destination>
                    %s
                </job>
                """
                        .formatted(name, source, destination, String.join("\n", mappings)));
        jobs.awaitJob(name);
    }

    static String mapping(String table) {
        return "<mapping source=\"" + table + "\" destination=\"" + table + "\"/>";
    }

    private Execution run(String job) throws IOException {
        return jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob(job, null, null)
                .get(0);
    }

    private void sql(String dataSource, String... statements) throws SQLException {
        try (Connection connection =
                        jobs.drover.server().store().dataSource(dataSource).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String written(String job) throws IOException {
        List<String> files = jobs.filesIn("Outbox/" + job);
        assertThat(files).hasSize(1);
        return Files.readString(jobs.drover.files("Outbox/" + job + "/" + files.get(0)));
    }

    // ---- Files -----------------------------------------------------------------------------------------------------

    @Test
    void valuesKeepTheirTypesInXml() throws Exception {
        things("XmlThings");
        define("XmlThings", "<sql/>", "<xml/>", mapping("XmlThings"));

        Execution execution = run("XmlThings");

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(execution.file()).as("where it comes from").isEqualTo("drover");
        assertThat(List.of(execution.read(), execution.inserted(), execution.rejected()))
                .containsExactly(3L, 3L, 0L);
        assertThat(execution.message()).isEqualTo("wrote " + jobs.drover.files("Outbox/XmlThings/XmlThings.xml"));
        assertThat(written("XmlThings"))
                .isEqualTo(
                        """
                        \uFEFF<?xml version="1.0" encoding="utf-8"?>
                        <tables>
                          <table tableName="XmlThings">
                            <item table="XmlThings">
                              <column columnName="Id"><![CDATA[1]]></column>
                              <column columnName="Name"><![CDATA[Bolt; "M8" <&>]]></column>
                              <column columnName="Price"><![CDATA[74.90]]></column>
                              <column columnName="Weight"><![CDATA[0.5]]></column>
                              <column columnName="Active"><![CDATA[True]]></column>
                              <column columnName="Born"><![CDATA[21-11-2026 00:00:00:000]]></column>
                              <column columnName="Changed"><![CDATA[21-11-2026 09:05:00:250]]></column>
                            </item>
                            <item table="XmlThings">
                              <column columnName="Id"><![CDATA[2]]></column>
                              <column columnName="Name"><![CDATA[]]></column>
                              <column columnName="Price"><![CDATA[-3.00]]></column>
                              <column columnName="Weight"><![CDATA[1000000000000000000000]]></column>
                              <column columnName="Active"><![CDATA[False]]></column>
                              <column columnName="Born" isNull="true"/>
                              <column columnName="Changed" isNull="true"/>
                            </item>
                            <item table="XmlThings">
                              <column columnName="Id"><![CDATA[3]]></column>
                              <column columnName="Name" isNull="true"/>
                              <column columnName="Price" isNull="true"/>
                              <column columnName="Weight" isNull="true"/>
                              <column columnName="Active" isNull="true"/>
                              <column columnName="Born"><![CDATA[31-12-1999 00:00:00:000]]></column>
                              <column columnName="Changed"><![CDATA[31-12-1999 00:00:00:000]]></column>
                            </item>
                          </table>
                        </tables>
                        """);
    }

    @Test
    void valuesKeepTheirTypesInCsv() throws Exception {
        things("CsvThings");
        define("CsvThings", "<sql/>", "<csv delimiter=\";\" lineEnd=\"lf\"/>", mapping("CsvThings"));

        assertThat(run("CsvThings").inserted()).isEqualTo(3);

        assertThat(written("CsvThings"))
                .isEqualTo(
                        """
                        Id;Name;Price;Weight;Active;Born;Changed
                        1;"Bolt; ""M8"" <&>";74.90;0.5;true;2026-11-21;2026-11-21 09:05:00.25
                        2;"";-3.00;1000000000000000000000;false;;
                        3;;;;;1999-12-31;1999-12-31 00:00:00
                        """);
    }

    @Test
    void valuesKeepTheirTypesInJson() throws Exception {
        things("JsonThings");
        define("JsonArray", "<sql/>", "<json shape=\"array\"/>", mapping("JsonThings"));
        define("JsonLines", "<sql/>", "<json shape=\"lines\"/>", mapping("JsonThings"));
        String lines =
                """
                {"Id":1,"Name":"Bolt; \\"M8\\" <&>","Price":74.90,"Weight":0.5,"Active":true,"Born":"2026-11-21","Changed":"2026-11-21T09:05:00.25"}
                {"Id":2,"Name":"","Price":-3.00,"Weight":1000000000000000000000,"Active":false,"Born":null,"Changed":null}
                {"Id":3,"Name":null,"Price":null,"Weight":null,"Active":null,"Born":"1999-12-31","Changed":"1999-12-31T00:00:00"}
                """;

        assertThat(run("JsonArray").inserted()).isEqualTo(3);
        assertThat(run("JsonLines").inserted()).isEqualTo(3);

        assertThat(written("JsonLines")).isEqualTo(lines);
        assertThat(written("JsonArray")).isEqualTo("[\n" + lines.strip().replace("}\n", "},\n") + "\n]\n");
    }

    @Test
    void valuesKeepTheirTypesInExcel() throws Exception {
        things("ExcelThings");
        define("ExcelThings", "<sql/>", "<excel/>", mapping("ExcelThings"));

        assertThat(run("ExcelThings").inserted()).isEqualTo(3);

        assertThat(sheet(jobs.drover.files("Outbox/ExcelThings/ExcelThings.xlsx")))
                .contains(
                        "<c r=\"A2\" t=\"n\"><v>1</v></c>",
                        "<c r=\"C2\" t=\"n\"><v>74.90</v></c>",
                        "<c r=\"D2\" t=\"n\"><v>0.5</v></c>",
                        "<c r=\"E2\" t=\"b\"><v>1</v></c>")
                .containsPattern("<c r=\"F2\" s=\"\\d\" t=\"n\"><v>46347.0</v></c>")
                .containsPattern("<c r=\"G2\" s=\"\\d\" t=\"n\"><v>46347.378475\\d*</v></c>")
                .doesNotContainPattern("r=\"[B-E]4\"[^>]*><");
    }

    @Test
    void aPackageIsWrittenThatReadsBackTheSame() throws Exception {
        things("PackThings");
        jobs.drover.sql(THINGS.formatted("PackedThings"));
        define("Pack", "<sql/>", "<package/>", mapping("PackThings"));
        define("Unpack", "<package/>", "<sql/>", "<mapping source=\"PackThings\" destination=\"PackedThings\"/>");

        assertThat(run("Pack").inserted()).isEqualTo(3);
        Path zip = jobs.drover.files("Outbox/Pack/Pack.zip");
        Execution back = jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob("Unpack", zip, "Pack.zip")
                .get(0);

        assertThat(back.status()).as(back.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT * FROM \"PackedThings\" ORDER BY \"Id\""))
                .as("CSV in packages has no null for texts")
                .isEqualTo(
                        jobs.query("SELECT \"Id\", coalesce(\"Name\", ''), \"Price\", \"Weight\", \"Active\", \"Born\","
                                + " \"Changed\" FROM \"PackThings\" ORDER BY \"Id\""));
    }

    @Test
    void aTableWithoutRowsIsAFileWithoutRows() throws Exception {
        jobs.drover.sql(THINGS.formatted("NoThings"));
        define("NoXml", "<sql/>", "<xml/>", mapping("NoThings"));
        define("NoCsv", "<sql/>", "<csv lineEnd=\"lf\" delimiter=\",\"/>", mapping("NoThings"));
        define("NoJson", "<sql/>", "<json shape=\"array\"/>", mapping("NoThings"));
        define("NoLines", "<sql/>", "<json shape=\"lines\"/>", mapping("NoThings"));
        define("NoExcel", "<sql/>", "<excel/>", mapping("NoThings"));
        define("NoFile", "<sql/>", "<xml/><output file=\"none.xml\" whenEmpty=\"skip\"/>", mapping("NoThings"));

        for (String job : List.of("NoXml", "NoCsv", "NoJson", "NoLines", "NoExcel", "NoFile")) {
            Execution execution = run(job);
            assertThat(execution.status()).as(job + ": " + execution.message()).isEqualTo(Status.Completed);
            assertThat(execution.read() + execution.inserted()).isZero();
        }

        assertThat(written("NoXml")).contains("<table tableName=\"NoThings\"").doesNotContain("<item");
        assertThat(written("NoCsv")).isEqualTo("Id,Name,Price,Weight,Active,Born,Changed\n");
        assertThat(written("NoJson").replaceAll("\\s", "")).isEqualTo("[]");
        assertThat(written("NoLines")).isEmpty();
        assertThat(sheet(jobs.drover.files("Outbox/NoExcel/NoExcel.xlsx"))).contains("Weight");
        assertThat(jobs.filesIn("Outbox/NoFile")).isEmpty();
        assertThat(run("NoFile").message()).isNull();
    }

    @Test
    void eachRunMayWriteAFileOfItsOwn() throws Exception {
        things("Stamped");
        define(
                "Stamped",
                "<sql/>",
                "<csv/><output folder=\"Stamps\" file=\"{job}-{table}-{timestamp}.csv\"/>",
                mapping("Stamped"));

        String first = run("Stamped").message();
        String second = run("Stamped").message();

        assertThat(jobs.filesIn("Stamps")).hasSize(2).allMatch(name -> name.matches("Stamped-Stamped-\\d.*\\.csv"));
        assertThat(List.of(first, second))
                .containsExactlyElementsOf(jobs.filesIn("Stamps").stream()
                        .map(name -> "wrote " + jobs.drover.files("Stamps/" + name))
                        .toList());
    }

    // ---- Tables ----------------------------------------------------------------------------------------------------

    @Test
    void valuesKeepTheirTypesInAnotherDatabase() throws Exception {
        things("Copied");
        sql("other", THINGS.formatted("Copied"));
        define("Copy", "<sql/>", "<sql dataSource=\"other\"/>", mapping("Copied"));
        define(
                "CopyBack",
                "<sql dataSource=\"other\"/>",
                "<sql/>",
                "<mapping source=\"Copied\" destination=\"Copied\" removeMissing=\"true\"/>");

        assertThat(run("Copy").inserted()).isEqualTo(3);
        Execution back = run("CopyBack");

        assertThat(back.status()).as(back.message()).isEqualTo(Status.Completed);
        assertThat(back.unchanged()).isEqualTo(3);
        assertThat(back.file()).isEqualTo("other");
        assertThat(run("Copy").unchanged()).isEqualTo(3);
    }

    @Test
    void aTableMayBeReadAndChangedByOneJob() throws Exception {
        things("Raised");
        define(
                "Raised",
                "<sql/>",
                "<sql/>",
                """
                <mapping source="Raised" destination="Raised" automatic="true">
                    <column source="Price" destination="Price"><multiply value="2"/></column>
                </mapping>""");
        things("Refilled");
        define(
                "Refilled",
                "<sql/>",
                "<sql/>",
                "<mapping source=\"Refilled\" destination=\"Refilled\" truncate=\"true\"/>");

        Execution raised = run("Raised");
        Execution refilled = run("Refilled");

        assertThat(raised.message()).isNull();
        assertThat(jobs.query("SELECT \"Price\" FROM \"Raised\" ORDER BY \"Id\""))
                .containsExactly("149.80", "-6.00", "null");
        assertThat(refilled.status()).as(refilled.message()).isEqualTo(Status.Completed);
        assertThat(refilled.deleted()).isEqualTo(3);
        assertThat(refilled.inserted()).isEqualTo(3);
    }

    /** Each load holds two connections of the one pool, and its entries in the history take a third. */
    @Test
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void loadsWithinOneDatabaseDoNotWaitForEachOthersConnections() throws Exception {
        List<CompletableFuture<Execution>> runs = new ArrayList<>();
        for (int i = 0; i < 4 * PARALLEL; i++) {
            things("From" + i);
            jobs.drover.sql(THINGS.formatted("To" + i));
            define("Within" + i, "<sql/>", "<sql/>", "<mapping source=\"From" + i + "\" destination=\"To" + i + "\"/>");
        }
        for (int i = 0; i < 4 * PARALLEL; i++) {
            String job = "Within" + i;
            runs.add(CompletableFuture.supplyAsync(() -> unchecked(job), Executors.newCachedThreadPool()));
        }

        for (CompletableFuture<Execution> each : runs) {
            Execution execution = each.get();
            assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
            assertThat(execution.duration()).isLessThan(Duration.ofSeconds(5));
        }
    }

    Execution unchecked(String job) {
        try {
            return run(job);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- Mappings --------------------------------------------------------------------------------------------------

    @Test
    void oneTableMayHaveSeveralMappingsWithFunctionsAndConditions() throws Exception {
        things("Split");
        define(
                "Split",
                "<sql/>",
                "<csv delimiter=\";\" lineEnd=\"lf\"/>",
                """
                <mapping source="Split" destination="Dear">
                    <column source="Id" destination="Number"/>
                    <column source="Price" destination="Gross"><multiply value="1.25"/></column>
                    <condition column="Price" operator="greaterThan" value="0"/>
                </mapping>
                <mapping source="Split" destination="Old">
                    <column source="Id" destination="Id"/>
                    <column source="Born" destination="Born"/>
                    <condition column="Born" operator="lessThan" value="2000-01-01"/>
                </mapping>""");

        Execution execution = run("Split");

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(List.of(execution.read(), execution.inserted(), execution.skipped()))
                .containsExactly(3L, 2L, 4L);
        assertThat(Files.readString(jobs.drover.files("Outbox/Split/Dear.csv"))).isEqualTo("Number;Gross\n1;93.6250\n");
        assertThat(Files.readString(jobs.drover.files("Outbox/Split/Old.csv"))).isEqualTo("Id;Born\n3;1999-12-31\n");
    }

    @Test
    void aColumnThatTheQueryNoLongerHasFailsTheRunUnlessItMay() throws Exception {
        things("Vanish");
        String columns = "<column source=\"Id\" destination=\"Id\"/><column source=\"Name\" destination=\"Name\"/>";
        String query = "<sql><query name=\"Vanish\">SELECT \"Id\" FROM \"Vanish\"</query></sql>";
        define(
                "Vanish",
                query,
                "<csv delimiter=\";\" lineEnd=\"lf\"/>",
                "<mapping source=\"Vanish\" destination=\"Vanish\">" + columns + "</mapping>");
        define(
                "VanishMay",
                query,
                "<csv delimiter=\";\" lineEnd=\"lf\"/>",
                "<mapping source=\"Vanish\" destination=\"Vanish\" schemaChange=\"ignore\">" + columns + "</mapping>");

        Execution failed = run("Vanish");
        Execution ignored = run("VanishMay");

        assertThat(failed.status()).isEqualTo(Status.Failed);
        assertThat(failed.message()).contains("Name");
        assertThat(jobs.filesIn("Outbox/Vanish")).isEmpty();
        assertThat(ignored.status()).as(ignored.message()).isEqualTo(Status.Completed);
        assertThat(written("VanishMay")).isEqualTo("Id\n1\n2\n3\n");
    }

    // ---- Watermarks ------------------------------------------------------------------------------------------------

    @Test
    void onlyWhatIsNewIsReadIntoAFile() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE \"News\" (\"Id\" int PRIMARY KEY, \"Changed\" timestamp(3))",
                "INSERT INTO \"News\" VALUES (1, TIMESTAMP '2026-11-21 09:00:00'), (2, TIMESTAMP '2026-11-21 10:00:00'),"
                        + " (3, NULL)");
        define(
                "News",
                "<sql><table name=\"News\" watermark=\"Changed\"/></sql>",
                "<csv delimiter=\";\" lineEnd=\"lf\"/><output file=\"{timestamp}.csv\"/>",
                mapping("News"));

        assertThat(run("News").read()).isEqualTo(3);
        jobs.drover.sql("INSERT INTO \"News\" VALUES (4, TIMESTAMP '2026-11-21 10:00:00')");
        Execution second = run("News");

        assertThat(second.read()).as("ties come again").isEqualTo(2);
        assertThat(Files.readString(jobs.drover.files(
                        "Outbox/News/" + jobs.filesIn("Outbox/News").get(1))))
                .isEqualTo("Id;Changed\n2;2026-11-21 10:00:00\n4;2026-11-21 10:00:00\n");
    }

    @Test
    void onlyWhatIsNewIsReadIntoATableAndAFailedRunReadsItAgain() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE \"Fresh\" (\"Id\" int PRIMARY KEY, \"Stock\" int, \"Version\" bigint)",
                "INSERT INTO \"Fresh\" VALUES (1, 10, 1), (2, 20, 2)");
        for (String dataSource : List.of("drover", "other")) {
            sql(
                    dataSource,
                    "CREATE TABLE \"FreshCopy\" (\"Id\" int PRIMARY KEY, \"Stock\" int CHECK (\"Stock\" < 1000), \"Version\" bigint)");
            define(
                    "Fresh" + dataSource,
                    "<sql><query name=\"Fresh\" watermark=\"Version\" start=\"0\">SELECT * FROM \"Fresh\""
                            + " WHERE \"Version\" &gt;= :watermark</query></sql>",
                    "<sql dataSource=\"" + dataSource + "\"/>",
                    "<mapping source=\"Fresh\" destination=\"FreshCopy\"/>");
            assertThat(run("Fresh" + dataSource).inserted()).isEqualTo(2);
        }
        jobs.drover.sql("INSERT INTO \"Fresh\" VALUES (3, 1000, 3)");
        for (String dataSource : List.of("drover", "other")) {
            assertThat(run("Fresh" + dataSource).status()).isEqualTo(Status.Failed);
        }
        jobs.drover.sql("UPDATE \"Fresh\" SET \"Stock\" = 999 WHERE \"Id\" = 3");

        for (String dataSource : List.of("drover", "other")) {
            Execution execution = run("Fresh" + dataSource);
            assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
            assertThat(List.of(execution.read(), execution.inserted(), execution.unchanged()))
                    .as(dataSource)
                    .containsExactly(2L, 1L, 1L);
            assertThat(run("Fresh" + dataSource).read()).as("the tie").isEqualTo(1);
        }
    }

    // ---- Afterwards ------------------------------------------------------------------------------------------------

    void orders(String table) throws SQLException {
        jobs.drover.sql(
                "CREATE TABLE \"" + table + "\" (\"Id\" int PRIMARY KEY, \"Exported\" boolean)",
                "INSERT INTO \"" + table + "\" VALUES (1, FALSE), (2, TRUE), (3, FALSE)");
    }

    static String unexported(String table, String... before) {
        return "<sql><query name=\"Orders\">SELECT \"Id\" FROM \"" + table
                + "\" WHERE NOT \"Exported\" ORDER BY \"Id\"</query>" + String.join("", before)
                + "<afterwards>UPDATE \"" + table
                + "\" SET \"Exported\" = TRUE WHERE NOT \"Exported\"</afterwards></sql>";
    }

    private static final String ORDERS = "<csv delimiter=\";\" lineEnd=\"lf\"/><output file=\"orders.csv\"/>";

    @Test
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void rowsThatComeWhileOthersAreReadAreNotMarked() throws Exception {
        orders("Late");
        jobs.drover.sql("CREATE TABLE \"Gate\" (\"Id\" int PRIMARY KEY)", "INSERT INTO \"Gate\" VALUES (1)");
        define(
                "Late",
                unexported("Late", "<afterwards>SELECT * FROM \"Gate\" FOR UPDATE</afterwards>"),
                ORDERS,
                mapping("Orders"));

        CompletableFuture<Execution> run;
        try (Connection gate = jobs.drover.server().store().dataSource("drover").getConnection();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("SELECT * FROM \"Gate\" FOR UPDATE");
            run = CompletableFuture.supplyAsync(() -> unchecked("Late"));
            await().until(() -> jobs.drover.count(waiting()) > 0);
            jobs.drover.sql("INSERT INTO \"Late\" VALUES (4, FALSE)");
            gate.rollback();
            gate.setAutoCommit(true);
        }

        assertThat(run.get().status()).as(run.get().message()).isEqualTo(Status.Completed);
        assertThat(written("Late")).isEqualTo("Id\n1\n3\n");
        assertThat(jobs.query("SELECT \"Id\" FROM \"Late\" WHERE NOT \"Exported\""))
                .containsExactly("4");
        assertThat(run("Late").read()).isEqualTo(1);
        assertThat(written("Late")).isEqualTo("Id\n4\n");
    }

    @Test
    void aStatementThatFailsAfterwardsFailsTheRunAndNoFileIsWritten() throws Exception {
        orders("Marked");
        define(
                "Marked",
                unexported("Marked", "<afterwards>UPDATE \"Nosuch\" SET \"Id\" = 1</afterwards>"),
                ORDERS,
                mapping("Orders"));

        Execution execution = run("Marked");

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.message()).startsWith("afterwards, UPDATE \"Nosuch\" SET \"Id\" = 1: ");
        assertThat(jobs.filesIn("Outbox/Marked")).isEmpty();
        assertThat(jobs.query("SELECT \"Id\" FROM \"Marked\" WHERE NOT \"Exported\" ORDER BY 1"))
                .containsExactly("1", "3");
    }

    @Test
    void nothingIsMarkedWhenTheDestinationFails() throws Exception {
        orders("Unsent");
        sql("other", "CREATE TABLE \"Sent\" (\"Id\" int PRIMARY KEY CHECK (\"Id\" < 3))");
        define(
                "Unsent",
                unexported("Unsent"),
                "<sql dataSource=\"other\"/>",
                "<mapping source=\"Orders\" destination=\"Sent\"/>");
        orders("Unwritten");
        Files.createDirectories(jobs.drover.files("Full/orders.csv"));
        define(
                "Unwritten",
                unexported("Unwritten"),
                "<csv/><output folder=\"Full\" file=\"orders.csv\"/>",
                mapping("Orders"));

        for (String job : List.of("Unsent", "Unwritten")) {
            Execution execution = run(job);
            assertThat(execution.status()).isEqualTo(Status.Failed);
            assertThat(jobs.query("SELECT \"Id\" FROM \"" + job + "\" WHERE NOT \"Exported\" ORDER BY 1"))
                    .containsExactly("1", "3");
        }
    }

    /** The first sheet of a workbook, as it stands in its zip file. */
    private static String sheet(Path workbook) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(workbook)) {
            return Files.readString(zip.getPath("xl/worksheets/sheet1.xml"));
        }
    }
}
