package io.drover.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.provider.datapackage.Packages;
import io.drover.queue.QueueRuns;
import io.drover.store.queue.MessageStatus;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What published clients send, byte for byte and in their order (wire contract 1.7). */
class ClientsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACTION = "/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.";

    private static ConnectorServer server;
    private static String packages;
    private static String groups;
    private static String export;
    private static byte[] generalJournal;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        server = ConnectorServer.start(new TestServer(home)
                .with("drover.http.trusted-proxies", "127.0.0.1")
                .with("drover.api.loopback", "closed"));
        packages = server.define(RecurringJobFile.importing("Packages", "GroupsPackage")
                .ofPackages()
                .application(server.app.clientId()));
        groups = server.define(RecurringJobFile.importing("Groups", "Groups")
                .application(server.app.clientId())
                .with("<entity name=\"Customer groups\" table=\"CUSTGROUP\"/>"));
        export = server.define(RecurringJobFile.exporting("Export", "GroupsOut")
                .attribute("preventUploadWhenEmpty", "true")
                .application(server.app.clientId()));
        byte[] journal = Files.readAllBytes(Path.of("src/test/resources/dynamics365/usmf_Jour0002.xlsx"));
        generalJournal = Files.readAllBytes(new Packages()
                .entity(
                        "General Journal",
                        "General Journal.xlsx",
                        "<ExcelSheetName>ExcelExport$</ExcelSheetName><SourceFormat>EXCEL</SourceFormat>",
                        null)
                .part("General Journal.xlsx", journal)
                .write(home.resolve("General Journal.zip")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode json(Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void awaitEnd(String messageId) {
        await().until(() ->
                server.queues().find(messageId).orElseThrow().status().isFinal());
    }

    /** The published C# snippet: HttpClient of .NET Framework, a StreamContent, the id of the job as the form shows it. */
    @Test
    void theSnippetThatEnqueuesAPackage() throws Exception {
        Answer answer = server.raw(
                """
                POST /api/connector/enqueue/%%7B%s%%7D?entity=General%%20Journal&company=USMF HTTP/1.1
                Authorization: Bearer TOKEN
                x-ms-dyn-externalidentifier: The name of the Job
                Host: HOST
                Content-Length: %d
                Expect: 100-continue
                Connection: Keep-Alive
                """
                        .formatted(packages.toUpperCase(Locale.ROOT), generalJournal.length),
                generalJournal);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).matches("\"[0-9a-f-]{36}\"");
        awaitEnd(answer.text());
        assertThat(server.message(answer).status()).isEqualTo(MessageStatus.Processed);
        assertThat(server.drover.count("SELECT count(*) FROM ledgerline")).isEqualTo(10);
    }

    /** The same from .NET today: no Expect, braces as they are. */
    @Test
    void theSnippetOnNetOfToday() throws Exception {
        Answer answer = server.raw(
                """
                POST /api/connector/enqueue/{%s}?entity=General%%20Journal HTTP/1.1
                Host: HOST
                Authorization: Bearer TOKEN
                x-ms-dyn-externalidentifier: The name of the Job of today
                Content-Length: %d
                """
                        .formatted(packages, generalJournal.length),
                generalJournal);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** RIS 3.5.0, upload and processing monitor: the id is kept with its quotes, a 5xx sends the whole request again. */
    @Test
    void risUploadsAndMonitors() throws Exception {
        byte[] file = ConnectorServer.GROUPS.replace(">10<", ">21<").getBytes(UTF_8);
        String request =
                """
                POST /api/connector/enqueue/%s?company=USMF&entity=Customer+groups HTTP/1.1
                Authorization: Bearer TOKEN
                x-ms-dyn-externalidentifier: customergroups.xml
                Host: HOST
                Accept-Encoding: gzip, deflate
                Content-Length: %d
                Expect: 100-continue
                Connection: Keep-Alive
                """
                        .formatted(groups, file.length);
        Answer lost = server.raw(request, file);
        Answer retried = server.raw(request, file);
        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.text()).isEqualTo(lost.text());
        String quoted = retried.text();
        assertThat(quoted).startsWith("\"").endsWith("\"");
        awaitEnd(quoted);
        JsonNode status = json(server.raw(
                """
                GET /api/connector/jobstatus/%s?jobId=%s HTTP/1.1
                Authorization: Bearer TOKEN
                Host: HOST
                Accept-Encoding: gzip, deflate
                """
                        .formatted(groups, quoted.replace("\"", "")),
                new byte[0]));
        assertThat(status.at("/DataJobStatus/DataJobState").asInt()).isEqualTo(5);
        assertThat(status.at("/DataJobStatus/ExternalIdentifier").textValue()).isEqualTo("customergroups.xml");
        assertThat(status.at("/ExecutionDetail/0/EntityName").textValue()).isEqualTo("Customer groups");
    }

    /** RIS asks for the errors of an execution with the raw quoted message id (wire contract 1.5). */
    @Test
    void risAsksForErrorsByTheQuotedMessageId() throws Exception {
        String quoted = server.enqueue(
                        groups, "", "<Document><CUSTGROUP><ID>x</ID><NAME>X</NAME></CUSTGROUP></Document>")
                .text();
        awaitEnd(quoted);
        byte[] body = ("{\"executionId\":\"" + quoted.replace("\"", "\\\"") + "\"}").getBytes(UTF_8);
        Answer answer = server.raw(
                """
                POST %sGetExecutionErrors HTTP/1.1
                Authorization: Bearer TOKEN
                Accept: application/json
                Content-Type: application/json; charset=utf-8
                Host: HOST
                Accept-Encoding: gzip, deflate
                Content-Length: %d
                Expect: 100-continue
                """
                        .formatted(ACTION, body.length),
                body);
        JsonNode errors = JSON.readTree(json(answer).get("value").textValue());
        assertThat(errors).isNotEmpty();
        assertThat(errors.toString()).contains("x");
    }

    /** RIS 3.5.0, download: dequeues until 204, then downloads and acknowledges one by one with three members. */
    @Test
    void risDownloads() throws Exception {
        server.drover.sql("DELETE FROM custgroup", "INSERT INTO custgroup VALUES (31, 'One'), (32, 'Two')");
        QueueRuns runs = server.drover.server().camel().getRegistry().lookupByNameAndType("queueRuns", QueueRuns.class);
        runs.process(server.recurring(export));
        runs.process(server.recurring(export));
        List<JsonNode> messages = new ArrayList<>();
        for (Answer answer = risDequeue(); answer.status() != 204; answer = risDequeue()) {
            messages.add(json(answer));
        }
        assertThat(messages).hasSize(2);
        for (JsonNode message : messages) {
            // Behind a balancer with TLS; RIS sets https and no port, whatever it gets
            URI location = URI.create(message.get("DownloadLocation").textValue());
            assertThat(location.toString()).startsWith("https://drover.example/api/connector/download/%7B");
            Answer file = server.raw(
                    """
                    GET %s?%s HTTP/1.1
                    Authorization: Bearer TOKEN
                    Host: HOST
                    Accept-Encoding: gzip, deflate
                    """
                            .formatted(location.getRawPath(), location.getRawQuery()),
                    new byte[0]);
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.text()).contains("31").contains("Two");
            byte[] body = JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("CorrelationId", message.get("CorrelationId").textValue())
                    .put("PopReceipt", message.get("PopReceipt").textValue())
                    .put("DownloadLocation", location.toString()));
            Answer ack = server.raw(
                    """
                    POST /api/connector/ack/%s HTTP/1.1
                    Authorization: Bearer TOKEN
                    Content-Type: application/json; charset=utf-8
                    Host: HOST
                    Accept-Encoding: gzip, deflate
                    Content-Length: %d
                    Expect: 100-continue
                    """
                            .formatted(export, body.length),
                    body);
            assertThat(ack.status()).isEqualTo(200);
        }
        server.drover.sql("UPDATE drover.message SET lease_until = TIMESTAMP '2026-01-01 00:00:00'");
        assertThat(risDequeue().status()).isEqualTo(204);
    }

    private static Answer risDequeue() throws Exception {
        return server.raw(
                """
                GET /api/connector/dequeue/%s HTTP/1.1
                Authorization: Bearer TOKEN
                Host: HOST
                X-Forwarded-Proto: https
                X-Forwarded-Host: drover.example
                Accept-Encoding: gzip, deflate
                """
                        .formatted(export),
                new byte[0]);
    }

    /** d365fo.integrations: exactly 200, quotes cut off, the body of the dequeue sent back as it came. */
    @Test
    void d365foIntegrationsEnqueuesDequeuesAndAcknowledges() throws Exception {
        Answer enqueued = server.raw(
                """
                POST /api/connector/enqueue/%s?entity=General%%20Journal HTTP/1.1
                Authorization: Bearer TOKEN
                User-Agent: Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.1682
                Content-Type: application/zip
                Host: HOST
                Content-Length: %d
                Expect: 100-continue
                Connection: Keep-Alive
                """
                        .formatted(packages, generalJournal.length),
                generalJournal);
        assertThat(enqueued.status()).isEqualTo(200);
        String id = enqueued.text().replace("\"", "");
        awaitEnd(id);
        byte[] single = ("{'messageId':'" + id + "'}").getBytes(UTF_8);
        JsonNode status = json(server.raw(
                """
                POST %sGetMessageStatus HTTP/1.1
                Authorization: Bearer TOKEN
                Content-Type: application/json
                Host: HOST
                Content-Length: %d
                """
                        .formatted(ACTION, single.length),
                single));
        assertThat(status.get("value").textValue()).isEqualTo("Processed");
        server.export(export, "groups.csv", "content");
        Answer dequeued = server.dequeue(export);
        JsonNode delivery = json(dequeued);
        URI location = URI.create(delivery.get("DownloadLocation").textValue());
        assertThat(server.get(location.getRawPath() + "?" + location.getRawQuery())
                        .text())
                .isEqualTo("content");
        Answer ack = server.raw(
                """
                POST /api/connector/ack/%s HTTP/1.1
                Authorization: Bearer TOKEN
                Content-Type: application/json;
                Host: HOST
                Content-Length: %d
                """
                        .formatted(export, dequeued.body().length),
                dequeued.body());
        assertThat(ack.status()).isEqualTo(200);
    }

    /** "Validate connection" of RIS: the root answers 200, the zero GUID 500 for an application that may come in (wire contract 1.6). */
    @Test
    void risValidatesTheConnection() throws Exception {
        Answer root = server.get("/");
        assertThat(root.status()).isEqualTo(200);
        Answer zero = server.dequeue("00000000-0000-0000-0000-000000000000");
        assertThat(zero.status()).isEqualTo(500);
        assertThat(zero.text())
                .contains("no recurring job with the activity id 00000000-0000-0000-0000-000000000000")
                .contains("\"ExceptionType\"");
    }

    /** A file of any length in chunks, without a length. */
    @Test
    void aChunkedBodyIsTaken() throws Exception {
        Answer answer = server.raw(
                """
                POST /api/connector/enqueue/%s HTTP/1.1
                Authorization: Bearer TOKEN
                Host: HOST
                Transfer-Encoding: chunked
                """
                        .formatted(groups),
                "A\r\n<Document>\r\nB\r\n</Document>\r\n0\r\n\r\n".getBytes(UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(server.message(answer).content().bytes()).isEqualTo(21);
    }
}
