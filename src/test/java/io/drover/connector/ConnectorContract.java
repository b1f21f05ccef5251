package io.drover.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.openapi.Schemas;
import io.drover.queue.QueueRuns;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The connector API on each database; every answer is as the OpenAPI document says. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ConnectorContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConnectorServer server;
    private String imports;
    private String exports;

    abstract TestServer onDatabase(TestServer server);

    @BeforeAll
    void start(@TempDir Path home) {
        server = ConnectorServer.start(onDatabase(new TestServer(home)));
        imports = server.define(RecurringJobFile.importing("Import", "Groups").application(server.app.clientId()));
        exports = server.define(RecurringJobFile.exporting("Export", "GroupsOut")
                .attribute("preventUploadWhenEmpty", "true")
                .application(server.app.clientId()));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static void assertDescribed(String schema, Answer answer) throws Exception {
        assertThat(answer.headers()).containsEntry("content-type", "application/json; charset=utf-8");
        assertThat(Schemas.problems(schema, answer.text())).as(answer.text()).isEmpty();
    }

    private Answer enqueue(String rows, String... headers) throws Exception {
        return server.enqueue(imports, "", "<Document>" + rows + "</Document>", headers);
    }

    private static String row(String id, String name) {
        return "<CUSTGROUP><ID>" + id + "</ID><NAME>" + name + "</NAME></CUSTGROUP>";
    }

    private Answer ended(Answer enqueued) throws Exception {
        assertThat(enqueued.status()).as(enqueued.text()).isEqualTo(200);
        assertDescribed("MessageId", enqueued);
        await().until(() -> server.message(enqueued).status().isFinal());
        return server.jobStatus(imports, enqueued.text().replace("\"", ""));
    }

    @Test
    void whatIsEnqueuedIsLoaded() throws Exception {
        Answer status = ended(enqueue(row("100", "Hundred")));
        assertDescribed("JobStatus", status);
        assertThat(JSON.readTree(status.body())
                        .at("/DataJobStatus/DataJobState")
                        .asInt())
                .isEqualTo(5);
        assertThat(server.drover.rows("SELECT name FROM custgroup WHERE id = 100"))
                .hasSize(1);
    }

    @Test
    void whatIsRejectedIsTold() throws Exception {
        Answer status = ended(enqueue(row("101", "Good") + row("102", "x".repeat(30))));
        assertDescribed("JobStatus", status);
        assertThat(JSON.readTree(status.body())
                        .at("/DataJobStatus/DataJobState")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    void whatCannotBeReadIsTold() throws Exception {
        Answer status = ended(server.enqueue(imports, "", "no XML"));
        assertDescribed("JobStatus", status);
        assertThat(JSON.readTree(status.body())
                        .at("/DataJobStatus/DataJobState")
                        .asInt())
                .isEqualTo(8);
    }

    @Test
    void theSameAgainIsTheSameMessage() throws Exception {
        String first =
                enqueue(row("103", "a"), "x-ms-dyn-externalidentifier", "f.xml").text();
        assertThat(enqueue(row("103", "a"), "x-ms-dyn-externalidentifier", "f.xml")
                        .text())
                .isEqualTo(first);
        String keyed = enqueue(row("104", "a"), "Idempotency-Key", "k").text();
        assertThat(enqueue(row("104", "a"), "Idempotency-Key", "k").text()).isEqualTo(keyed);
        Answer other = enqueue(row("104", "b"), "Idempotency-Key", "k");
        assertThat(other.status()).isEqualTo(409);
        assertDescribed("ConnectorError", other);
    }

    @Test
    void whatIsExportedIsHandedOutOnceAndAcknowledged() throws Exception {
        server.drover.sql("DELETE FROM custgroup WHERE id = 200", "INSERT INTO custgroup VALUES (200, 'Exported')");
        QueueRuns runs = server.drover.server().camel().getRegistry().lookupByNameAndType("queueRuns", QueueRuns.class);
        runs.process(server.recurring(exports));
        Answer dequeued = server.dequeue(exports);
        assertThat(dequeued.status()).isEqualTo(200);
        assertDescribed("Delivery", dequeued);
        assertThat(server.dequeue(exports).status()).isEqualTo(204);
        JsonNode delivery = JSON.readTree(dequeued.body());
        URI location = URI.create(delivery.get("DownloadLocation").textValue());
        Answer file = server.get(location.getRawPath() + "?" + location.getRawQuery());
        assertThat(file.text()).contains("200").contains("Exported");
        Message message =
                server.queues().find(delivery.get("CorrelationId").textValue()).orElseThrow();
        assertThat(message.status()).isEqualTo(MessageStatus.Downloaded);
        server.drover.sql("UPDATE drover.message SET lease_until = TIMESTAMP '2026-01-01 00:00:00' WHERE uid = '"
                + message.uid() + "'");
        Answer again = server.dequeue(exports);
        assertDescribed("Delivery", again);
        assertThat(JSON.readTree(again.body()).get("LastDequeueDateTime").isTextual())
                .isTrue();
        Answer stale = server.ack(exports, dequeued.text());
        assertThat(stale.status()).isEqualTo(409);
        assertDescribed("ConnectorError", stale);
        assertThat(server.ack(exports, again.text()).status()).isEqualTo(200);
        assertThat(server.ack(exports, again.text()).status()).isEqualTo(200);
        Answer status = server.jobStatus(exports, message.uid());
        assertDescribed("JobStatus", status);
        assertThat(JSON.readTree(status.body())
                        .at("/DataJobStatus/DataJobState")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void aRefusalIsAsItIsDescribed() throws Exception {
        for (Answer answer : new Answer[] {
            server.dequeue("00000000-0000-0000-0000-000000000000"),
            server.dequeue(imports),
            server.jobStatus(imports, exports),
            server.ack(exports, "no JSON"),
            server.enqueue(imports, "?entity=Vendors", "x"),
            server.send(server.drover.application("Stranger"), "GET", "/api/connector/dequeue/" + exports, null)
        }) {
            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
            assertDescribed("ConnectorError", answer);
        }
    }
}
