package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the table options of mappings do in a whole job. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableOptionsJobTest {
    private JobServer jobs;

    @BeforeAll
    void start(@TempDir Path home) {
        jobs = new JobServer(new TestServer(home)).start();
    }

    @AfterAll
    void stop() {
        jobs.close();
    }

    @Test
    void updatesOrSkipsAndDeletesInOneJob() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Prices (Id int PRIMARY KEY, Price int)",
                "INSERT INTO Prices VALUES (1, 10), (2, 20), (3, 30)");
        jobs.define(
                "Prices",
                "stop",
                "<mapping source=\"Prices\" destination=\"Prices\" mode=\"update\" discardDuplicates=\"true\"/>",
                "<mapping source=\"Gone\" destination=\"Prices\" deleteIncoming=\"true\"/>");

        Execution execution = jobs.run(
                "Prices",
                tables(
                        table(
                                "Prices",
                                item("Id", "1", "Price", "11"),
                                item("Id", "2", "Price", "20"),
                                item("Id", "1", "Price", "12"),
                                item("Id", "9", "Price", "90")),
                        table("Gone", item("Id", "3"), item("Id", "4"))));

        assertThat(execution.status()).isEqualTo(Status.Completed);
        assertThat(execution.read()).isEqualTo(6);
        assertThat(execution.inserted()).isZero();
        assertThat(execution.updated()).isEqualTo(1);
        assertThat(execution.unchanged()).isEqualTo(2);
        assertThat(execution.skipped()).as("the second 1, and 9").isEqualTo(2);
        assertThat(execution.deleted()).isEqualTo(1);
        assertThat(jobs.query("SELECT Id, Price FROM Prices ORDER BY Id")).containsExactly("1|11", "2|20");
    }

    @Test
    void deactivatesWhatNoMappingToTheTableBrought() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Users (Id int PRIMARY KEY, Active boolean DEFAULT true)",
                "INSERT INTO Users (Id) VALUES (1), (2), (3), (4)");
        String mapping =
                """
                <mapping source="%s" destination="Users" maxDeletePercent="50">
                    <deactivate column="Active" value="false"/>
                </mapping>""";
        jobs.define("Users", "stop", mapping.formatted("Staff"), mapping.formatted("Customers"));

        Execution execution = jobs.run(
                "Users", tables(table("Staff", item("Id", "1")), table("Customers", item("Id", "2"), item("Id", "5"))));

        assertThat(execution.deleted()).as("deactivated rows count as deleted").isEqualTo(2);
        assertThat(jobs.query("SELECT Id FROM Users WHERE Active ORDER BY Id")).containsExactly("1", "2", "5");
        assertThat(jobs.query("SELECT count(*) FROM Users")).containsExactly("5");
    }

    @Test
    void removesNothingFromATableWhenOneOfItsMappingsHasARecordWithoutAKey() throws Exception {
        jobs.drover.sql("CREATE TABLE Shared (Id int PRIMARY KEY)", "INSERT INTO Shared VALUES (1), (2), (3)");
        String mapping =
                "<mapping source=\"%s\" destination=\"Shared\" removeMissing=\"true\" maxDeletePercent=\"99\"/>";
        jobs.define("Shared", "skip", mapping.formatted("A"), mapping.formatted("B"));

        Execution execution = jobs.run("Shared", tables(table("A", item("Id", "1")), table("B", item("Id", "x"))));

        assertThat(execution.status()).isEqualTo(Status.CompletedWithErrors);
        assertThat(execution.message()).contains("no rows were removed from Shared");
        assertThat(jobs.query("SELECT count(*) FROM Shared")).containsExactly("3");
    }

    @Test
    void replacesATableButNotByNothing() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Rates (Code varchar(3) PRIMARY KEY, Rate int)", "INSERT INTO Rates VALUES ('OLD', 1)");
        jobs.define("Rates", "stop", "<mapping source=\"Rates\" destination=\"Rates\" truncate=\"true\"/>");

        jobs.run("Rates", tables(table("Rates")));
        assertThat(jobs.query("SELECT Code FROM Rates")).containsExactly("OLD");

        Execution execution = jobs.run("Rates", tables(table("Rates", item("Code", "EUR", "Rate", "7"))));
        assertThat(execution.deleted()).isEqualTo(1);
        assertThat(execution.inserted()).isEqualTo(1);
        assertThat(jobs.query("SELECT Code FROM Rates")).containsExactly("EUR");
    }
}
