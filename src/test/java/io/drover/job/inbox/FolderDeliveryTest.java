package io.drover.job.inbox;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.job.JobServer;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.ProducerTemplate;
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
        for (String job : new String[] {"Pages", "Broken", "Rejected", "Given"}) {
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
                "CREATE TABLE Given (Id varchar(20) PRIMARY KEY, Name varchar(20))",
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

    @Test
    void aRouteGivesAFolderToAnInboxWholeOrNotAtAll(@TempDir Path outside) throws Exception {
        Path folder = Files.createDirectory(outside.resolve("answers"));
        Files.writeString(folder.resolve("1.xml"), tables(table("Item", item("Id", "a", "Name", "A"))));
        Files.writeString(folder.resolve("2.xml"), "<html>Sorry</html>");
        try (ProducerTemplate route = jobs.drover.server().camel().createProducerTemplate()) {
            assertThatThrownBy(() -> route.sendBody("job:Given?inbox=true&expectedRoot=tables", folder))
                    .rootCause()
                    .hasMessageContaining(
                            "2.xml, line 1, column 1: expected <tables>, found <html>: \"Sorry\" (kept as ");
            assertThat(jobs.filesIn("Inbox/Given")).isEmpty();
            assertThat(jobs.filesIn("Failed/Given/answers")).containsExactly("1.xml", "2.xml");

            Files.writeString(folder.resolve("2.xml"), tables(table("Item", item("Id", "b", "Name", "B"))));
            route.sendBody("job:Given?inbox=true&expectedRoot=tables", folder);
        }

        assertThat(jobs.awaitExecutions("Given", 1).get(0).inserted()).isEqualTo(2);
        assertThat(jobs.filesIn("Archive/Given/answers")).containsExactly("1.xml", "2.xml");
        assertThat(folder).as("stays where it is").isNotEmptyDirectory();
    }

    @Test
    void whatACrashLeftOfAFolderIsRemovedAtTheStart() throws Exception {
        Path left = Files.createDirectories(jobs.drover.files("Inbox/Given/.answer.part"));
        Files.writeString(left.resolve("1.xml"), "<tables>");
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        Files.setLastModifiedTime(left, old);

        jobs.drover.close();
        jobs.drover.start();

        assertThat(left).doesNotExist();
    }
}
