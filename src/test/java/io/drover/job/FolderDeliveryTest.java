package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.Execution;
import io.drover.store.Execution.Status;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is one delivery: its files are loaded together or not at all. */
class FolderDeliveryTest {
    private static JobServer jobs;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        TestServer server = new TestServer(home);
        for (String job : new String[] {"Pages", "Broken", "Rejected"}) {
            server.withFile(
                    "Files/Jobs/" + job + ".xml",
                    JobServer.definition(
                            job,
                            "stop",
                            ".",
                            "<mapping source=\"Item\" destination=\"" + job
                                    + "\" removeMissing=\"true\" maxDeletePercent=\"100\"/>",
                            "<mapping source=\"Other\" destination=\"Other\"/>"));
        }
        jobs = new JobServer(server).start();
        jobs.drover.sql(
                "CREATE TABLE Pages (Id varchar(20) PRIMARY KEY, Name varchar(20))",
                "CREATE TABLE Rejected (Id varchar(20) PRIMARY KEY, Name varchar(20))",
                "CREATE TABLE Broken (Id varchar(20) PRIMARY KEY, Name varchar(20))",
                "CREATE TABLE Other (Id varchar(20) PRIMARY KEY, Total int)");
    }

    @AfterAll
    static void stop() {
        jobs.close();
    }

    private static void drop(String job, String name, String... pages) throws Exception {
        Path inbox = Files.createDirectories(jobs.drover.files("Inbox/" + job));
        Path folder = Files.createDirectory(inbox.resolve("." + name));
        for (int i = 0; i < pages.length; i++) {
            Files.writeString(folder.resolve("page-" + i + ".xml"), pages[i]);
        }
        Files.move(folder, inbox.resolve(name));
    }

    @Test
    void theTablesOfAllFilesAreOneWhateverTheOrderOfTheirColumns() throws Exception {
        jobs.drover.sql("INSERT INTO Pages VALUES ('old', 'gone in all pages')");
        drop(
                "Pages",
                "answer",
                tables(table("Other", item("Id", "o1", "Total", "1")), table("Item", item("Id", "a", "Name", "A"))),
                tables(table("Item", item("Name", "B", "Id", "b"), item("Id", "c")), table("Other")),
                tables(table("Other", item("Total", "2", "Id", "o2"))));

        Execution execution = jobs.awaitExecutions("Pages", 1).get(0);

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(execution.file()).isEqualTo("answer");
        assertThat(execution.inserted()).isEqualTo(5);
        assertThat(execution.deleted()).isOne();
        assertThat(jobs.query("SELECT Id, Name FROM Pages ORDER BY Id")).containsExactly("a|A", "b|B", "c|null");
        assertThat(jobs.query("SELECT Id, Total FROM Other ORDER BY Id")).containsExactly("o1|1", "o2|2");
        assertThat(jobs.filesIn("Archive/Pages/answer")).containsExactly("page-0.xml", "page-1.xml", "page-2.xml");
    }

    @Test
    void anErrorSaysInWhichFileTheRecordIs() throws Exception {
        drop(
                "Rejected",
                "answer",
                tables(table("Other", item("Id", "o8", "Total", "8"))),
                tables(table("Other", item("Id", "o9", "Total", "nine"))));

        Execution execution = jobs.awaitExecutions("Rejected", 1).get(0);

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(jobs.errors(execution)).singleElement().satisfies(error -> assertThat(error.reason())
                .endsWith("(in page-1.xml)"));
    }

    @Test
    void aBadPageKeepsAllOfThemOut() throws Exception {
        drop("Broken", "answer", tables(table("Item", item("Id", "a", "Name", "A"))), "<html>Sorry</html>");

        Execution execution = jobs.awaitExecutions("Broken", 1).get(0);

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.message()).contains("page-1.xml", "expected <tables>, found <html>");
        assertThat(jobs.query("SELECT Id FROM Broken")).isEmpty();
        assertThat(jobs.filesIn("Failed/Broken/answer")).hasSize(2);
    }
}
