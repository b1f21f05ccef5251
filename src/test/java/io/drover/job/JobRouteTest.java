package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.provider.DeliveryException;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code to: job:NAME} in routes that people write: the two of docs/examples, as they are, and single steps. */
class JobRouteTest {
    private static JobServer jobs;
    private static ProducerTemplate camel;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        TestServer server = new TestServer(home)
                .with("orders.folder", home.resolve("orders").toString());
        for (String example : List.of("own-route.camel.yaml", "orders-over-http.camel.xml")) {
            server.withFile("routes/" + example, Files.readString(Path.of("docs/examples", example)));
        }
        String mapping = "<mapping source=\"Orders\" destination=\"Orders\"/>";
        server.withFile("Files/Jobs/Orders.xml", JobServer.definition("Orders", "skip", ".", mapping));
        server.withFile(
                "Files/Jobs/Strict.xml",
                JobServer.definition(
                        "Strict", "stop", ".", mapping.replace("destination=\"Orders", "destination=\"Strict")));
        jobs = new JobServer(server).start();
        jobs.drover.sql(
                "CREATE TABLE Orders (Id varchar(20) PRIMARY KEY, Total int)",
                "CREATE TABLE Strict (Id varchar(20) PRIMARY KEY, Total int)");
        camel = jobs.drover.server().camel().createProducerTemplate();
    }

    @AfterAll
    static void stop() {
        jobs.close();
    }

    @BeforeEach
    void noOrders() throws Exception {
        jobs.drover.sql("DELETE FROM Orders", "DELETE FROM Strict");
    }

    private static String order(String id, String total) {
        return tables(table("Orders", item("Id", id, "Total", total)));
    }

    private static Exchange send(String uri, Object body) {
        return camel.request(uri, exchange -> exchange.getMessage().setBody(body));
    }

    // ---- The examples
    // --------------------------------------------------------------------------------------------------

    @Test
    void aFileInAFolderOfOnesOwnGoesToTheJob() throws Exception {
        Path folder = jobs.drover.home().resolve("orders");
        Files.writeString(folder.resolve("good.xml"), order("from a folder", "7"));
        Files.writeString(folder.resolve("bad.xml"), "<orders>");

        await().until(() ->
                Files.exists(folder.resolve("done/good.xml")) && Files.exists(folder.resolve("failed/bad.xml")));

        assertThat(jobs.query("SELECT Id, Total FROM Orders")).containsExactly("from a folder|7");
        assertThat(jobs.executions("Orders"))
                .as("the history has the file by its name")
                .anyMatch(execution -> "good.xml".equals(execution.file()) && execution.status() == Status.Completed)
                .anyMatch(execution -> "bad.xml".equals(execution.file()) && execution.status() == Status.Failed);
    }

    @Test
    void aRequestToAnAddressOfOnesOwnIsAnsweredWithWhatBecameOfIt() throws Exception {
        HttpResponse<String> good = jobs.drover.post("/orders", order("by http", "1"));
        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.body()).matches("Completed: 1 new, 0 changed \\(execution \\d+\\)");
        assertThat(jobs.query("SELECT Id FROM Orders")).containsExactly("by http");

        HttpResponse<String> half = jobs.drover.post("/orders", order("by http", "one"));
        assertThat(half.body()).startsWith("CompletedWithErrors: 0 new");

        HttpResponse<String> bad = jobs.drover.post("/orders", "<html>Login</html>");
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.body()).contains("job Orders, execution", "expected <tables>, found <html>: \"Login\"");
    }

    // ---- Bodies and answers
    // ----------------------------------------------------------------------------------------------

    @Test
    void takesATextAStreamOrAFile() throws Exception {
        Path file = Files.writeString(jobs.drover.home().resolve("own.xml"), order("file", "4"));
        List<Object> bodies = List.of(
                order("text Ærø", "1"),
                order("bytes Ærø", "2").getBytes(StandardCharsets.UTF_8),
                new ByteArrayInputStream(order("stream Ærø", "3").getBytes(StandardCharsets.UTF_8)),
                file.toFile(),
                file);
        for (Object body : bodies) {
            Exchange answer = send("job:Orders", body);

            assertThat(answer.getException()).isNull();
            Execution execution = answer.getMessage().getBody(Execution.class);
            assertThat(execution.status()).isEqualTo(Status.Completed);
            assertThat(execution.read()).isEqualTo(1);
            assertThat(answer.getMessage().getHeaders())
                    .containsEntry("DroverExecutionId", execution.id())
                    .containsEntry("DroverExecutionStatus", "Completed");
            assertThat(jobs.executions("Orders")).contains(execution);
        }
        assertThat(jobs.query("SELECT Id FROM Orders ORDER BY Total"))
                .containsExactly("text Ærø", "bytes Ærø", "stream Ærø", "file");
        assertThat(file).as("it stays where it is").exists();
    }

    @Test
    void failsTheStepWhenTheJobFails() throws Exception {
        Exchange answer = send("job:Strict", order("bad", "a lot"));

        assertThat(answer.getException()).isInstanceOfSatisfying(JobFailedException.class, failure -> {
            assertThat(failure).hasMessageContaining("Total 'a lot' is not a number");
            assertThat(failure.execution().status()).isEqualTo(Status.Failed);
            assertThat(answer.getMessage().getHeader("DroverExecutionId"))
                    .isEqualTo(failure.execution().id());
        });
        assertThat(answer.getMessage().getHeader("DroverExecutionStatus")).isEqualTo("Failed");
        assertThat(jobs.query("SELECT * FROM Strict")).isEmpty();
    }

    @Test
    void saysWhichJobsThereAreWhenThereIsNoneOfThatName() {
        assertThat(send("job:Ordres", order("a", "1")).getException())
                .hasMessageContaining("Ordres")
                .hasMessageContaining("Orders");
    }

    @Test
    void givesTheWholeBodyToEachOfSeveralJobs() throws Exception {
        InputStreamOnce body = new InputStreamOnce(order("both", "1"));

        Exchange answer = send("job:Orders, Strict", body);

        assertThat(answer.getException()).isNull();
        assertThat(jobs.query("SELECT Id FROM Orders UNION ALL SELECT Id FROM Strict"))
                .containsExactly("both", "both");
        assertThat(answer.getMessage().getBody(Execution.class).job()).isEqualTo("Strict");
    }

    /** A body that cannot be read twice, as those from the network. */
    private static final class InputStreamOnce extends ByteArrayInputStream {
        InputStreamOnce(String text) {
            super(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public synchronized void reset() {
            throw new UnsupportedOperationException();
        }
    }

    // ---- Into the inbox
    // ----------------------------------------------------------------------------------------------------

    @Test
    void putsTheBodyIntoTheInboxWhereTheJobTakesIt() throws Exception {
        int before = jobs.executions("Orders").size();

        Exchange answer = send("job:Orders?inbox=true&expectedRoot=tables", order("through the inbox", "1"));

        assertThat(answer.getException()).isNull();
        Execution execution = jobs.awaitExecutions("Orders", before + 1).get(before);
        assertThat(execution.status()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id FROM Orders")).containsExactly("through the inbox");
        assertThat(jobs.filesIn("Archive/Orders")).contains(execution.file());
    }

    @Test
    void keepsABodyWithAnotherRootInFailedAndOutOfTheInbox() throws Exception {
        int before = jobs.executions("Strict").size();

        Exchange answer = send("job:Strict?inbox=true&expectedRoot=tables", "<html><body>Login</body></html>");

        assertThat(answer.getException())
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("expected <tables>, found <html>: \"Login\"")
                .hasMessageContaining("kept as");
        assertThat(jobs.filesIn("Failed/Strict"))
                .map(name -> Files.readString(jobs.drover.files("Failed/Strict/" + name)))
                .contains("<html><body>Login</body></html>");
        assertThat(allFilesIn("Inbox/Strict")).isEmpty();
        assertThat(jobs.executions("Strict")).hasSize(before);
    }

    @Test
    void losesNoneOfManyBodiesThatComeAtOnce() throws Exception {
        List<CompletableFuture<Exchange>> answers = IntStream.range(0, 60)
                .mapToObj(i -> camel.asyncSend("job:Orders?inbox=true", exchange -> exchange.getMessage()
                        .setBody(order("order " + i, "1"))))
                .toList();
        for (CompletableFuture<Exchange> answer : answers) {
            assertThat(answer.get().getException()).isNull();
        }
        await().untilAsserted(() ->
                assertThat(jobs.drover.count("SELECT COUNT(*) FROM Orders")).isEqualTo(60));
    }

    private static List<String> allFilesIn(String folder) throws IOException {
        try (var files = Files.list(jobs.drover.files(folder))) {
            return files.map(Path::toString).toList();
        }
    }
}
