package io.drover.connector;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageStatus;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledgements as existing clients send them (wire contract 1.4, promise P4). */
class AckTest {
    private static ConnectorServer server;
    private String activity;
    private Message message;
    private String body;
    private String correlationId;
    private String receipt;

    @BeforeAll
    static void start(@TempDir Path home) {
        server = ConnectorServer.start(new TestServer(home));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void messageOnLease(TestInfo test) throws Exception {
        activity = server.define(RecurringJobFile.exporting(ConnectorServer.name(test), "GroupsOut")
                .application(server.app.clientId()));
        message = server.export(activity, "a.csv", "content");
        dequeue();
    }

    private void dequeue() throws Exception {
        body = server.dequeue(activity).text();
        JsonNode json = new ObjectMapper().readTree(body);
        correlationId = json.get("CorrelationId").textValue();
        receipt = json.get("PopReceipt").textValue();
    }

    private void leaseEnds() throws Exception {
        server.drover.sql("UPDATE drover.message SET lease_until = TIMESTAMP '2026-01-01 00:00:00' WHERE uid = '"
                + message.uid() + "'");
    }

    private void assertAcked(String with) throws Exception {
        Answer answer = server.ack(activity, with);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(status()).isEqualTo(MessageStatus.Acked);
    }

    private MessageStatus status() {
        return server.queues().find(message.uid()).orElseThrow().status();
    }

    @Test
    void theBodyOfTheDequeueAsItCameIsTaken() throws Exception {
        assertAcked(body);
    }

    @Test
    void threeMembersWithTheLocationRewrittenToHttpsAreTaken() throws Exception {
        assertAcked("{\"CorrelationId\":\"" + correlationId + "\",\"PopReceipt\":\"" + receipt
                + "\",\"DownloadLocation\":\"https://another.host/api/connector/download/x\"}");
    }

    @Test
    void namesAreTakenInAnyCaseAndUnknownMembersArePassedOver() throws Exception {
        assertAcked("{\"more\":[{\"a\":null}],\"popReceipt\":\"" + receipt + "\",\"correlationid\":\"{"
                + correlationId.toUpperCase(java.util.Locale.ROOT) + "}\"}");
    }

    @Test
    void jsonWithSingleQuotesCommentsAndATrailingCommaIsTaken() throws Exception {
        assertAcked("{'CorrelationId':'" + correlationId + "', /* of dequeue */ PopReceipt:'" + receipt + "',}");
    }

    @Test
    void jsonThatIsTheTextOfAJsonStringIsTaken() throws Exception {
        assertAcked(new ObjectMapper().writeValueAsString(body));
    }

    @Test
    void jsonInUtf16IsTaken() throws Exception {
        Answer answer = server.send("POST", "/api/connector/ack/" + activity, ("\uFEFF" + body).getBytes(UTF_16LE));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void anAcknowledgementAgainChangesNothing() throws Exception {
        assertAcked(body);
        long transitions = server.queues().transitions(message).size();
        assertAcked(body);
        assertThat(server.queues().transitions(message)).hasSize((int) transitions);
    }

    @Test
    void anAcknowledgementAfterTheLeaseIsTakenWhileNobodyElseHasTheMessage() throws Exception {
        leaseEnds();
        assertAcked(body);
    }

    @Test
    void theReceiptOfAnEarlierDeliveryIsStale() throws Exception {
        String earlier = body;
        leaseEnds();
        dequeue();
        Answer answer = server.ack(activity, earlier);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("stale receipt");
        assertThat(status()).isEqualTo(MessageStatus.Dequeued);
        assertAcked(body);
    }

    @Test
    void anUnknownReceiptOrMessageIsRefused() throws Exception {
        assertThat(server.ack(activity, body.replace(receipt, "AAAA")).status()).isEqualTo(404);
        assertThat(server.ack(activity, body.replace(correlationId, activity)).status())
                .isEqualTo(404);
        assertThat(status()).isEqualTo(MessageStatus.Dequeued);
    }

    @Test
    void theMessageOfAnotherActivityIsRefused() throws Exception {
        String other =
                server.define(RecurringJobFile.exporting("Other", "GroupsOut").application(server.app.clientId()));
        assertThat(server.ack(other, body).status()).isEqualTo(404);
        assertThat(status()).isEqualTo(MessageStatus.Dequeued);
    }

    @Test
    void aBodyThatIsNoneIsRefusedWithWhatIsMissing() throws Exception {
        assertRefused("", "JSON object");
        assertRefused("[]", "JSON object");
        assertRefused("null", "JSON object");
        assertRefused("{\"CorrelationId\":", "no JSON");
        assertRefused("{\"CorrelationId\":\"" + correlationId + "\"}", "CorrelationId and PopReceipt");
        assertRefused("{\"CorrelationId\":{},\"PopReceipt\":\"x\"}", "CorrelationId of the body must be a text");
        assertRefused("{\"CorrelationId\":null,\"PopReceipt\":\"x\"}", "CorrelationId and PopReceipt");
        assertRefused("[".repeat(5_000), "no JSON");
        assertThat(status()).isEqualTo(MessageStatus.Dequeued);
    }

    private void assertRefused(String with, String cause) throws Exception {
        Answer answer = server.ack(activity, with);
        assertThat(answer.status()).as(with).isEqualTo(400);
        assertThat(answer.text()).contains(cause).doesNotContain("jackson").doesNotContain("Exception");
    }
}
