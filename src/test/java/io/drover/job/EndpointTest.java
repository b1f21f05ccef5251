package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose source names an endpoint: what lies there comes through the inbox like any other delivery. */
class EndpointTest {
    private static JobServer jobs;
    private static Path remote;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        remote = Files.createDirectories(home.resolve("remote"));
        TestServer server = new TestServer(home)
                .withRoutes("endpoints.camel.yaml")
                .with("remote.folder", remote.toString())
                .with("drover.endpoints.retry", "0.2")
                .withFile(
                        "Files/Jobs/Fetched.xml",
                        """
                        <job name="Fetched">
                            <source>
                                <xml/>
                                <endpoint uri="file:{{remote.folder}}?delete=true&amp;delay=50&amp;initialDelay=0"/>
                            </source>
                            <destination><sql/></destination>
                            <mapping source="Fetched" destination="Fetched"/>
                        </job>
                        """);
        jobs = new JobServer(server).start();
        jobs.drover.sql(
                "CREATE TABLE Fetched (Id varchar(20) PRIMARY KEY, Total int)",
                "CREATE TABLE Others (Id varchar(20) PRIMARY KEY, Total int)");
    }

    /** A further job, into the table Others. */
    private static void fetching(String job, Path folder, String options) {
        jobs.drover.withFile(
                "Files/Jobs/" + job + ".xml",
                """
                <job name="%s">
                    <source><xml/><endpoint uri="file:%s?delete=true&amp;%s"/></source>
                    <destination><sql/></destination>
                    <mapping source="Others" destination="Others"/>
                </job>
                """
                        .formatted(job, folder, options));
        jobs.awaitJob(job);
    }

    @AfterAll
    static void stop() {
        jobs.close();
    }

    @Test
    void whatIsFetchedKeepsItsNameAndIsGoneAtTheEndpoint() throws Exception {
        Path temporary = Files.writeString(
                remote.resolve(".orders.xml"), tables(table("Fetched", item("Id", "fetched", "Total", "7"))));
        Files.move(temporary, remote.resolve("orders.xml"));

        assertThat(jobs.awaitExecutions("Fetched", 1)).singleElement().satisfies(execution -> {
            assertThat(execution.status()).isEqualTo(Status.Completed);
            assertThat(execution.file()).isEqualTo("orders.xml");
        });
        assertThat(jobs.query("SELECT Id, Total FROM Fetched")).containsExactly("fetched|7");
        await().untilAsserted(() -> assertThat(remote).isEmptyDirectory());
        assertThat(jobs.filesIn("Archive/Fetched")).containsExactly("orders.xml");
    }

    @Test
    void aFolderThatHasGoneIsSaidAndFetchedFromWhenItIsBack() throws Exception {
        Path from = Files.createDirectories(remote.resolveSibling("mounted"));
        Path away = remote.resolveSibling("away");
        Files.writeString(from.resolve("first.xml"), tables(table("Others", item("Id", "first", "Total", "7"))));
        fetching("Gone", from, "delay=50&amp;readLock=none");
        jobs.awaitExecutions("Gone", 1); // it was there
        await().untilAsserted(() -> assertThat(from).isEmptyDirectory());
        Files.move(from, away);

        await().untilAsserted(() -> assertThat(jobs.drover.observe("health").body())
                .contains("Gone  cannot fetch from ", ": there is no such folder, or it may not be read"));
        Files.writeString(away.resolve("back.xml"), tables(table("Others", item("Id", "back", "Total", "8"))));
        Files.move(away, from);

        await().until(() ->
                jobs.query("SELECT Id FROM Others WHERE Id = 'back'").size() == 1);
        await().untilAsserted(
                        () -> assertThat(jobs.drover.observe("health").body()).doesNotContain("Gone  "));
    }

    @Test
    void filesComeInTheOrderOfTheirNamesAlsoAFewAtATime() throws Exception {
        Path many = Files.createDirectories(remote.resolveSibling("many"));
        for (int i = 0; i < 20; i++) {
            int number = 10 + i * 7 % 20; // not made in the order of their names
            Files.writeString(
                    many.resolve(number + ".xml"), tables(table("Others", item("Id", "many", "Total", number + ""))));
        }
        fetching("Many", many, "delay=20&amp;readLock=none&amp;maxMessagesPerPoll=2");

        assertThat(jobs.awaitExecutions("Many", 20)).extracting(Execution::file).isSorted();
        assertThat(jobs.query("SELECT Total FROM Others WHERE Id = 'many'")).containsExactly("29");
    }
}
