package io.drover.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Dequeue and download as existing clients do it (wire contract 1.2, 1.3). */
class DequeueTest {
    private static ConnectorServer server;
    private String activity;

    @BeforeAll
    static void start(@TempDir Path home) {
        server = ConnectorServer.start(new TestServer(home));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void queueOfItsOwn(TestInfo test) {
        activity = server.define(RecurringJobFile.exporting(ConnectorServer.name(test), "GroupsOut")
                .application(server.app.clientId()));
    }

    private JsonNode dequeued() throws Exception {
        Answer answer = server.dequeue(activity);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    /** The download location without scheme and host. */
    private static String path(JsonNode dequeued) {
        URI location = URI.create(dequeued.get("DownloadLocation").textValue());
        return location.getRawPath() + "?" + location.getRawQuery();
    }

    @Test
    void nothingThereIs204WithoutABody() throws Exception {
        Answer answer = server.dequeue(activity);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void theAnswerLetterByLetter() throws Exception {
        Message message = server.export(activity, "groups.csv", "ID,NAME\r\n");
        Answer answer = server.dequeue(activity);
        assertThat(answer.headers()).containsEntry("content-type", "application/json; charset=utf-8");
        String receipt =
                server.queues().find(message.uid()).orElseThrow().lease().receipt();
        assertThat(answer.text())
                .isEqualTo(
                        "{\"CorrelationId\":\"" + message.uid() + "\",\"PopReceipt\":\"" + receipt
                                + "\",\"DownloadLocation\":\"" + server.url() + "/api/connector/download/%7B" + activity
                                + "%7D?correlation-id=" + message.uid() + "&blob=" + message.uid()
                                + "\",\"IsDownLoadFileExist\":true,\"FileDownLoadErrorMessage\":\"\",\"LastDequeueDateTime\":null}");
        assertThat(receipt).matches("[A-Za-z0-9+/]+=*");
    }

    @Test
    void whatClientsSendWithAGetDoesNotMatter() throws Exception {
        server.export(activity, "groups.csv", "1");
        Answer answer = server.send(
                "GET",
                "/en/api/connector/dequeue/%7B" + activity.toUpperCase(java.util.Locale.ROOT) + "%7D",
                null,
                "OData-MaxVersion",
                "4.0",
                "OData-Version",
                "4.0",
                "Accept",
                "application/json",
                "Content-Type",
                "application/json; charset=utf-8");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aMessageIsInvisibleAtOnceSoThatALoopUntil204Ends() throws Exception {
        for (int i = 0; i < 3; i++) {
            server.export(activity, i + ".csv", "content " + i);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(server.get(path(dequeued())).text()).isEqualTo("content " + i);
        }
        assertThat(server.dequeue(activity).status()).isEqualTo(204);
    }

    @Test
    void whenTheLeaseHasRunOutItComesAgainWithTheTimeOfTheFirst() throws Exception {
        Message message = server.export(activity, "groups.csv", "1");
        JsonNode first = dequeued();
        server.drover.sql("UPDATE drover.message SET lease_until = TIMESTAMP '2026-01-01 00:00:00',"
                + " last_dequeued = TIMESTAMP WITH TIME ZONE '2025-12-31 23:30:00+00' WHERE uid = '" + message.uid()
                + "'");
        JsonNode again = dequeued();
        assertThat(again.get("CorrelationId")).isEqualTo(first.get("CorrelationId"));
        assertThat(again.get("PopReceipt")).isNotEqualTo(first.get("PopReceipt"));
        assertThat(again.get("LastDequeueDateTime").textValue()).isEqualTo("2025-12-31T23:30:00");
    }

    @Test
    void theDownloadHasItsLengthItsNameAndItsHash() throws Exception {
        Message message = server.export(activity, "Kunden \u00e4\u20ac \"1\".csv", "ID,NAME\r\n10,Wholesale\r\n");
        Answer answer = server.get(path(dequeued()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("ID,NAME\r\n10,Wholesale\r\n");
        assertThat(answer.headers())
                .containsEntry("content-type", "application/octet-stream")
                .containsEntry("content-length", "23")
                .doesNotContainKey("transfer-encoding")
                .containsEntry("etag", '"' + message.content().sha256() + '"')
                .containsEntry(
                        "content-disposition",
                        "attachment; filename=\"Kunden __ _1_.csv\"; filename*=UTF-8''Kunden%20%C3%A4%E2%82%AC%20%221%22.csv");
        assertThat(server.queues().find(message.uid()).orElseThrow().status()).isEqualTo(MessageStatus.Downloaded);
    }

    @Test
    void theDownloadOfAClientThatTakesGzipIsAsItIs() throws Exception {
        server.export(activity, "a.csv", "a".repeat(10_000));
        Answer answer = server.send("GET", path(dequeued()), null, "Accept-Encoding", "gzip, deflate");
        assertThat(answer.text()).isEqualTo("a".repeat(10_000));
    }

    @Test
    void theDownloadHoldsAfterTheLeaseAndAfterTheAcknowledgement() throws Exception {
        Message message = server.export(activity, "a.csv", "content");
        JsonNode dequeued = dequeued();
        server.drover.sql("UPDATE drover.message SET lease_until = TIMESTAMP '2026-01-01 00:00:00' WHERE uid = '"
                + message.uid() + "'");
        assertThat(server.get(path(dequeued)).text()).isEqualTo("content");
        assertThat(server.ack(activity, dequeued.toString()).status()).isEqualTo(200);
        assertThat(server.get(path(dequeued)).text()).isEqualTo("content");
        assertThat(server.queues().find(message.uid()).orElseThrow().status()).isEqualTo(MessageStatus.Acked);
    }

    @Test
    void aDownloadOfWhatWasNotDequeuedIsRefused() throws Exception {
        Message message = server.export(activity, "a.csv", "content");
        String location =
                "/api/connector/download/" + activity + "?correlation-id=" + message.uid() + "&blob=" + message.uid();
        assertThat(server.get(location).status()).isEqualTo(404);
        dequeued();
        assertThat(server.get(location).status()).isEqualTo(200);
        assertThat(server.get(location.replace("correlation-id=" + message.uid(), "correlation-id=" + activity))
                        .status())
                .isEqualTo(404);
        Answer without = server.get("/api/connector/download/" + activity);
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.text()).contains("DownloadLocation");
        Answer traversal = server.get(
                "/api/connector/download/" + activity + "?correlation-id=../../x&blob=..%2F..%2Fetc%2Fpasswd");
        assertThat(traversal.status()).isEqualTo(400);
    }

    @Test
    void aDownloadThroughAnotherActivityIsRefused() throws Exception {
        server.export(activity, "a.csv", "content");
        String other =
                server.define(RecurringJobFile.exporting("Other", "GroupsOut").application(server.app.clientId()));
        assertThat(server.get(path(dequeued()).replace(activity, other)).status())
                .isEqualTo(404);
    }

    @Test
    void aFileWhoseRetentionHasEndedIsGone() throws Exception {
        Message message = server.export(activity, "a.csv", "content");
        JsonNode dequeued = dequeued();
        server.drover.sql(
                "UPDATE drover.message SET payload_removed = CURRENT_TIMESTAMP WHERE uid = '" + message.uid() + "'");
        Answer answer = server.get(path(dequeued));
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.text()).contains("payloads are kept for 7 days");
    }

    @Test
    void aJobThatImportsHandsOutNothing() throws Exception {
        String imports = server.define(RecurringJobFile.importing("In", "Groups")
                .application(server.app.clientId())
                .with(ConnectorServer.LATER));
        Answer answer = server.dequeue(imports);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("is for import").contains("Dequeue needs one for export");
    }

    @Test
    void acknowledgedOnceItNeverComesAgain() throws Exception {
        Message message = server.export(activity, "a.csv", "content");
        Answer dequeued = server.dequeue(activity);
        assertThat(server.send("POST", "/api/connector/ack/" + activity, dequeued.body())
                        .status())
                .isEqualTo(200);
        assertThat(server.queues().find(message.uid()).orElseThrow().status()).isEqualTo(MessageStatus.Acked);
        server.drover.sql("UPDATE drover.message SET lease_until = TIMESTAMP '2026-01-01 00:00:00'");
        assertThat(server.dequeue(activity).status()).isEqualTo(204);
        assertThat(new String(dequeued.body(), UTF_8)).contains(message.uid());
    }
}
