package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.SftpTestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that fetch from and send to a real SFTP server. */
class SftpEndpointTest extends SftpSite {
    /** All that has a meaning in a URI. */
    private static final String PASSWORD = "p+a&s%s=w@r d#?/)x";

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        Path secret = Files.writeString(home.resolve("secret"), PASSWORD + "\n");
        start(home, PASSWORD, server -> server.with("sftp.password", "{{file:" + secret + "}}")
                .with("drover.outbox.delay", "0.1")
                .with("drover.endpoints.retry", "0.3"));
    }

    private static String access() {
        return "username=drover&amp;password=RAW{{{file:" + jobs.drover.home().resolve("secret")
                + "}}}&amp;useUserKnownHostsFile=false";
    }

    private static void fetchingWith(String job, String access) throws Exception {
        fetching(job, access + "&amp;delay=100&amp;delete=true&amp;readLockCheckInterval=200");
    }

    /** A job that sends what it writes into a folder of its own name. */
    private static void sending(String job) throws IOException {
        jobs.drover.withFile(
                "Files/Jobs/" + job + ".xml",
                """
                <job name="%s">
                    <source><xml/></source>
                    <destination>
                        <xml/>
                        <output file="{table}.xml"/>
                        <endpoint uri="%s?%s"/>
                    </destination>
                    <mapping source="Orders" destination="Orders"><column source="Id" destination="Id"/></mapping>
                </job>
                """
                        .formatted(job, sftp.uri(job), access()));
        jobs.awaitJob(job);
    }

    private static String orders(String id) {
        return tables(table("Orders", item("Id", id, "Total", "7")));
    }

    private static List<String> remote(String folder) throws IOException {
        if (!Files.isDirectory(remote.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(remote.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void filesAreFetchedInTheOrderOfTheirNamesAndDeletedOnTheServer() throws Exception {
        Files.createDirectories(remote.resolve("Ordered"));
        for (String name : List.of("b", "a", "c")) {
            Files.writeString(remote.resolve("Ordered/" + name + ".xml"), orders(name));
        }

        fetchingWith("Ordered", access());

        assertThat(jobs.awaitExecutions("Ordered", 3))
                .extracting(Execution::file)
                .containsExactly("a.xml", "b.xml", "c.xml");
        await().untilAsserted(() -> assertThat(remote("Ordered")).isEmpty());
        assertThat(jobs.filesIn("Archive/Ordered")).containsExactly("a.xml", "b.xml", "c.xml");
        assertThat(console.file()).doesNotContain(PASSWORD);
    }

    @Test
    void aFileThatIsStillWrittenOnTheServerIsFetchedWhenItIsWhole() throws Exception {
        fetchingWith("Slow", access());
        String content = orders("slow");
        Path file = remote.resolve("Slow/slow.xml");

        jobs.drip(file, content, 8);

        assertThat(jobs.awaitExecutions("Slow", 1))
                .singleElement()
                .satisfies(execution -> assertThat(execution.status()).isEqualTo(Status.Completed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "changed"})
    void aFileThatIsReplacedWhileItIsReadIsNotDeletedUnread(String readLock) throws Exception {
        String job = "Replaced" + readLock;
        Path file = Files.createDirectories(remote.resolve(job)).resolve(job + ".xml");
        Files.writeString(file, orders("old-" + readLock));
        sftp.whenRead(job + ".xml", () -> replace(file, orders("newer-" + readLock)));

        fetchingWith(job, access() + "&amp;readLock=" + readLock);

        assertThat(jobs.awaitExecutions(job, 1).get(0).status()).isEqualTo(Status.Completed);
        await().until(() -> remote(job).isEmpty());
        assertThat(jobs.query("SELECT Id FROM Orders WHERE Id LIKE '%-" + readLock + "'"))
                .as("what was there at the end has been loaded")
                .contains("newer-" + readLock);
        assertThat(console.warnings())
                .anyMatch(line ->
                        line.contains(job + ".xml  could not be put into the inbox: it was changed at its source"
                                + " while it was fetched; it stays where it is"));
    }

    private static void replace(Path file, String content) {
        try {
            Path written = Files.writeString(file.resolveSibling("." + file.getFileName()), content);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aNameThatIsNoNameHereIsMadeOne() throws Exception {
        Files.createDirectories(remote.resolve("Hostile"));
        Files.writeString(remote.resolve("Hostile/e:v\"i|l.xml"), orders("evil"));

        fetchingWith("Hostile", access());

        assertThat(jobs.awaitExecutions("Hostile", 1))
                .extracting(Execution::file)
                .containsExactly("e_v_i_l.xml");
        assertThat(jobs.filesIn("Archive/Hostile")).containsExactly("e_v_i_l.xml");
    }

    @Test
    void theVerySameFileFetchedTwiceIsLoadedOnce() throws Exception {
        fetchingWith("Twice", access());
        Files.writeString(remote.resolve("Twice/first.xml"), orders("twice"));
        jobs.awaitExecutions("Twice", 1);

        Files.writeString(remote.resolve("Twice/first.xml"), orders("twice"));

        await().untilAsserted(() -> assertThat(jobs.filesIn("Archive/Twice")).hasSize(2));
        assertThat(jobs.executions("Twice")).hasSize(1);
    }

    @Test
    void aServerThatIsAwayIsSaidInOneLineAndInHealthAndFetchingGoesOnWhenItIsBack() throws Exception {
        Path other = Files.createDirectories(remote.resolve("other"));
        SftpTestServer away = new SftpTestServer(other, PASSWORD);
        jobs.drover.withFile(
                "Files/Jobs/Away.xml",
                """
                <job name="Away">
                    <source><xml/><endpoint uri="%s?%s&amp;delay=100&amp;delete=true"/></source>
                    <destination><sql/></destination>
                    <mapping source="Orders" destination="Orders"/>
                </job>
                """
                        .formatted(away.uri(""), access()));

        await().until(() -> jobs.drover.observe("health").body().contains("Away  cannot fetch from sftp:"));

        List<String> lines = console.warnings().stream()
                .filter(line -> line.contains("Away"))
                .toList();
        assertThat(lines).hasSizeBetween(2, 5).allSatisfy(line -> assertThat(line)
                .startsWith("WARN Away  cannot fetch from sftp:")
                .contains("Connection refused")
                .doesNotContain("\n"));
        Files.writeString(other.resolve("late.xml"), orders("late"));
        try (away) {
            away.start();
            assertThat(jobs.awaitExecutions("Away", 1))
                    .extracting(Execution::file)
                    .containsExactly("late.xml");
            assertThat(console.all()).contains("INFO Away  fetching goes on");
            assertThat(jobs.drover.observe("health").body()).doesNotContain("Away  cannot");
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() throws Exception {
        fetchingWith("Locked", access().replace("}}}", "}}nonsense}"));

        await().untilAsserted(() -> assertThat(console.warnings())
                .anyMatch(
                        line -> line.matches("WARN Locked  cannot fetch from sftp:.*Auth fail.*; tried again in .*")));
        assertThat(console.file()).doesNotContain(PASSWORD).doesNotContain("nonsense");
    }

    @Test
    void whatAJobWritesIsSentUnderATemporaryNameAndThenArchived() throws Exception {
        sending("Sent");

        Execution execution = jobs.run("Sent", orders("sent"));

        assertThat(execution.status()).isEqualTo(Status.Completed);
        await().untilAsserted(() -> assertThat(remote("Sent")).containsExactly("Orders.xml"));
        assertThat(remote.resolve("Sent/Orders.xml")).content().contains("sent");
        await().untilAsserted(() -> assertThat(jobs.filesIn("Outbox/Sent")).isEmpty());
        assertThat(jobs.filesIn("Archive/Sent")).singleElement().asString().matches("Orders-\\d{8}-\\d{9}\\.xml");

        jobs.run("Sent", orders("again"));

        await().untilAsserted(() ->
                assertThat(remote.resolve("Sent/Orders.xml")).content().contains("again"));
        assertThat(remote("Sent")).containsExactly("Orders.xml");
    }

    @Test
    void aFileThatCannotBeSentWaitsInTheOutboxAndIsSentLater() throws Exception {
        sending("Refused");
        Path folder = Files.writeString(remote.resolve("Refused"), "a file where the folder should be");

        jobs.run("Refused", orders("refused"));

        await().until(() -> jobs.drover.observe("health").body().contains("Refused  Orders.xml  could not be sent"));
        assertThat(jobs.filesIn("Outbox/Refused")).containsExactly("Orders.xml");
        assertThat(console.warnings())
                .anyMatch(line -> line.startsWith("WARN Refused  Orders.xml  could not be sent to sftp:")
                        && line.contains("it stays in the outbox"));
        Files.delete(folder);
        await().untilAsserted(() -> assertThat(jobs.filesIn("Outbox/Refused")).isEmpty());
        assertThat(remote("Refused")).containsExactly("Orders.xml");
        assertThat(console.file()).doesNotContain(PASSWORD);
    }
}
