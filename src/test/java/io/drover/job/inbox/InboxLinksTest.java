package io.drover.job.inbox;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.drover.api.JobOperations;
import io.drover.job.JobServer;
import io.drover.job.Jobs;
import io.drover.job.delivery.FolderCopy;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.ConsoleLines;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links in inboxes are not followed, and what is wrong with one inbox is said once and stops no other. */
class InboxLinksTest {

    private static JobServer jobs;

    @TempDir
    private Path outside;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        jobs = new JobServer(server(home)).start();
        jobs.drover.sql("CREATE TABLE Item (Id varchar(20) PRIMARY KEY)");
    }

    private static TestServer server(Path home) {
        TestServer server = new TestServer(home).with("drover.inbox.retry", "0.2");
        for (String job : List.of("Alpha", "Bravo", "Links", "Zulu")) {
            server.withFile(
                    "Files/Jobs/" + job + ".xml",
                    JobServer.definition(job, "stop", ".", "<mapping source=\"Item\" destination=\"Item\"/>"));
        }
        return server;
    }

    @AfterAll
    static void stop() {
        jobs.close();
    }

    private static String delivery(String id) {
        return tables(table("Item", item("Id", id)));
    }

    private static Path inbox(String path) throws IOException {
        Path file = jobs.drover.files("Inbox/" + path);
        Files.createDirectories(file.getParent());
        return file;
    }

    private static List<String> troubles(String job) {
        Jobs rooms = jobs.drover.server().camel().getRegistry().lookupByNameAndType("jobs", Jobs.class);
        return rooms.inboxes().said().stream()
                .filter(said -> said.startsWith(job + "/"))
                .toList();
    }

    private static void dropFolder(String job, String name, String id) throws IOException {
        Path folder = Files.createDirectories(inbox(job + "/." + name));
        Files.writeString(folder.resolve("1.xml"), delivery(id));
        Files.move(folder, inbox(job + "/" + name));
    }

    @Test
    void aBrokenFolderStopsNoOtherAndIsSaidOnce() throws Exception {
        try (ConsoleLines console = new ConsoleLines()) {
            Path dangling = Files.createDirectories(inbox("Alpha/x/1.xml").getParent());
            Files.createSymbolicLink(dangling.resolve("a.xml"), outside.resolve("nowhere.xml"));
            await().until(() -> troubles("Alpha").size() == 1);
            assertThat(troubles("Alpha").get(0))
                    .isEqualTo("Alpha/x  holds the symbolic link a.xml: it is not read and stays there. Put the file"
                            + " itself there, or set drover.inbox.follow-links=true");

            for (int i = 0; i < 3; i++) { // each after several looks at the broken one
                dropFolder("Zulu", "good-" + i, "z" + i);
                jobs.awaitExecutions("Zulu", i + 1);
            }

            assertThat(console.warnings())
                    .filteredOn(line -> line.contains("Alpha/x"))
                    .hasSize(1);
            FolderCopy.delete(dangling);
            await("what is gone is no trouble").until(() -> troubles("Alpha").isEmpty());
        }
        assertThat(jobs.executions("Zulu")).hasSize(3).allMatch(run -> run.status() == Status.Completed);
    }

    @Test
    void aFileThatCannotBeTakenAsideWaitsAndSaysWhy() throws Exception {
        Path inTheWay = jobs.drover.files("Loading/Bravo");
        Files.createDirectories(inTheWay.getParent());
        Files.writeString(inTheWay, "a file where a folder should be");

        Path dropped = jobs.drover.drop("Bravo", "waits.xml", delivery("w"));

        await().until(() -> !troubles("Bravo").isEmpty());
        assertThat(troubles("Bravo").get(0))
                .startsWith("Bravo/waits.xml  waits: it cannot be taken out of the inbox (")
                .contains("Drover needs the right to write to ");
        assertThat(dropped).exists();
        assertThat(jobs.executions("Bravo")).isEmpty();
        Files.delete(inTheWay);
        assertThat(jobs.awaitExecutions("Bravo", 1).get(0).status()).isEqualTo(Status.Completed);
        assertThat(troubles("Bravo")).isEmpty();
    }

    @Test
    void anUnreadableFolderStopsNoOtherEither() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        Path folder = Files.createDirectories(inbox("Bravo/y/1.xml").getParent());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
        try {
            await().until(() -> !troubles("Bravo").isEmpty());
            dropFolder("Zulu", "good", "z9");
            await().until(() ->
                    jobs.query("SELECT Id FROM Item WHERE Id = 'z9'").size() == 1);
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            FolderCopy.delete(folder);
        }
    }

    @Test
    void neitherLinkedFilesNorLinkedFoldersAreReadUnlessThatIsWanted(@TempDir Path other) throws Exception {
        Path secret = Files.writeString(outside.resolve("secret.xml"), delivery("secret"));
        Files.createSymbolicLink(inbox("Links/file.xml"), secret);
        Files.createSymbolicLink(inbox("Links/folder"), outside);
        Path inside = Files.createDirectories(inbox("Links/pages/1.xml").getParent());
        Files.writeString(inside.resolve("1.xml"), delivery("page"));
        Files.createSymbolicLink(inside.resolve("2.xml"), secret);

        await().until(() -> troubles("Links").size() == 3);
        assertThat(troubles("Links"))
                .allMatch(said -> said.contains("drover.inbox.follow-links"))
                .extracting(said -> said.replaceFirst("  .*", ""))
                .containsExactly("Links/file.xml", "Links/folder", "Links/pages");
        jobs.drover.drop("Links", "last.xml", delivery("last"));
        await().until(() -> jobs.filesIn("Archive/Links").equals(List.of("last.xml")));
        jobs.drover.server().operations(JobOperations.class).runJob("Links", null, null);
        assertThat(jobs.executions("Links")).as("nor when a person asks").hasSize(1);
        assertThat(jobs.query("SELECT Id FROM Item WHERE Id IN ('secret', 'page', 'last')"))
                .containsExactly("last");
        assertThat(jobs.filesIn("Inbox/Links")).containsExactly("file.xml", "folder", "pages");

        Path home = Files.createDirectories(other.resolve("home"));
        try (JobServer follows = new JobServer(server(home).with("drover.inbox.follow-links", "true")).start()) {
            follows.drover.sql("CREATE TABLE Item (Id varchar(20) PRIMARY KEY)");
            Path shared = Files.createDirectories(follows.drover.files("shared"));
            Files.writeString(shared.resolve("own.xml"), delivery("own"));
            Path inbox = Files.createDirectories(follows.drover.files("Inbox/Links"));
            Files.createSymbolicLink(inbox.resolve("file.xml"), Path.of("../../shared/own.xml"));
            assertThat(follows.awaitExecutions("Links", 1).get(0).status()).isEqualTo(Status.Completed);
            assertThat(shared.resolve("own.xml")).as("stays where it is").exists();
            assertThat(follows.filesIn("Archive/Links")).containsExactly("file.xml");
        }
    }
}
