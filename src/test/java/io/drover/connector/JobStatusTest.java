package io.drover.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.store.queue.Message;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Job status as existing clients read it (wire contract 1.5). */
class JobStatusTest {
    private static ConnectorServer server;
    private static String atOnce;
    private static String later;

    @BeforeAll
    static void start(@TempDir Path home) {
        server = ConnectorServer.start(new TestServer(home));
        atOnce = server.define(RecurringJobFile.importing("At once", "Groups")
                .application(server.app.clientId())
                .with("<entity name=\"Customer groups\" table=\"CUSTGROUP\"/>"));
        later = server.define(RecurringJobFile.importing("Later", "Groups")
                .application(server.app.clientId())
                .with(ConnectorServer.LATER));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode json(Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    /** Enqueues and waits for the end. */
    private static JsonNode ended(String content) throws Exception {
        String id = server.enqueue(atOnce, "", content, "x-ms-dyn-externalidentifier", "groups.xml")
                .text()
                .replace("\"", "");
        await().until(() -> json(server.jobStatus(atOnce, id))
                        .at("/DataJobStatus/DataJobState")
                        .asInt()
                > 4);
        return json(server.jobStatus(atOnce, id));
    }

    private static String document(String... rows) {
        return "<Document>" + String.join("", rows) + "</Document>";
    }

    private static String row(String id, String name) {
        return "<CUSTGROUP><ID>" + id + "</ID><NAME>" + name + "</NAME></CUSTGROUP>";
    }

    @Test
    void theAnswerOfAMessageThatWaitsLetterByLetter() throws Exception {
        Message message =
                server.message(server.enqueue(later, "", document(), "x-ms-dyn-externalidentifier", "XX.xml"));
        assertThat(server.jobStatus(later, message.uid()).text())
                .isEqualTo("{\"DataJobStatus\":{\"DataProject\":\"Groups\",\"DataJobIdentifier\":\"" + message.uid()
                        + "\",\"ExternalIdentifier\":\"XX.xml\",\"ExecutionIdentifier\":\""
                        + message.ids().executionUid()
                        + "\",\"DataJobStartedDateTime\":\"0001-01-01T00:00:00\","
                        + "\"DataJobCompletedDateTime\":\"0001-01-01T00:00:00\",\"DataJobState\":0},"
                        + "\"ExecutionLog\":\"\",\"ExecutionDetail\":null}");
        assertThat(message.ids().executionUid())
                .matches("Groups-\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d-[0-9A-F]{32}");
    }

    @Test
    void whatWasLoadedIsProcessedWithItsCounts() throws Exception {
        JsonNode status = ended(document(row("1", "One"), row("2", "Two")));
        assertThat(status.at("/DataJobStatus/DataJobState").isInt()).isTrue();
        assertThat(status.at("/DataJobStatus/DataJobState").asInt()).isEqualTo(5);
        JsonNode entity = status.at("/ExecutionDetail/0");
        assertThat(entity.get("EntityName").textValue()).isEqualTo("Customer groups");
        assertThat(entity.get("StagingRecords").asInt()).isEqualTo(2);
        assertThat(entity.get("StagingStatus").asInt()).isEqualTo(4);
        assertThat(entity.get("TargetRecords").asInt()).isEqualTo(2);
        assertThat(entity.get("TargetStatus").asInt()).isEqualTo(4);
        assertThat(entity.get("TargetErrorCount").asInt()).isZero();
        assertNoNulls(status);
    }

    @Test
    void recordsThatWereRejectedAreToldInTheDetailAndTheLog() throws Exception {
        JsonNode status = ended(document(row("3", "Three"), row("four", "Four")));
        assertThat(status.at("/DataJobStatus/DataJobState").asInt()).isEqualTo(6);
        JsonNode entity = status.at("/ExecutionDetail/0");
        assertThat(entity.get("TargetRecords").asInt()).isEqualTo(1);
        assertThat(entity.get("TargetStatus").asInt()).isEqualTo(3);
        assertThat(entity.get("TargetErrorCount").asInt()).isEqualTo(1);
        assertThat(status.get("ExecutionLog").textValue())
                .contains("2 records read, 1 inserted, 0 updated, 1 rejected")
                .contains("CUSTGROUP")
                .contains("\"four\"");
        assertNoNulls(status);
    }

    @Test
    void whatCouldNotBeReadIsAnErrorBeforeAnythingWasLoaded() throws Exception {
        JsonNode status = ended("<Document><CUSTGROUP>");
        assertThat(status.at("/DataJobStatus/DataJobState").asInt()).isEqualTo(8);
        JsonNode entity = status.at("/ExecutionDetail/0");
        assertThat(entity.get("StagingStatus").asInt()).isEqualTo(3);
        assertThat(entity.get("StagingErrorCount").asInt()).isPositive();
        assertThat(entity.get("TargetStatus").asInt()).isEqualTo(6);
        assertThat(status.get("ExecutionLog").textValue()).isNotEmpty();
        assertNoNulls(status);
    }

    /** Clients' types take no null for a time, an enum or a number. */
    private static void assertNoNulls(JsonNode status) {
        assertThat(status.get("DataJobStatus")).noneMatch(JsonNode::isNull);
        status.get("ExecutionDetail").forEach(entity -> assertThat(entity).noneMatch(JsonNode::isNull));
        assertThat(status.findValuesAsText("ExecutionStartedDateTime"))
                .allMatch(time -> time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"));
        assertThat(status.at("/DataJobStatus/DataJobStartedDateTime").textValue())
                .matches("2\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        assertThat(status.at("/DataJobStatus/DataJobCompletedDateTime").textValue())
                .matches("2\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    }

    @ParameterizedTest
    @CsvSource({
        "Enqueued, 0",
        "Dequeued, 1",
        "Downloaded, 2",
        "Acked, 3",
        "Preprocessing, 4",
        "Processing, 4",
        "Processed, 5",
        "ProcessedWithErrors, 6",
        "PostProcessingFailed, 7",
        "PreProcessingError, 8",
        "Canceled, 7"
    })
    void everyStatusIsAnIntegerThatClientsKnow(String status, int state) throws Exception {
        Message message = server.message(server.enqueue(later, "", document(row("1", status))));
        server.drover.sql("UPDATE drover.message SET status = '" + status + "' WHERE uid = '" + message.uid() + "'");
        JsonNode answer = json(server.jobStatus(later, message.uid()));
        assertThat(answer.at("/DataJobStatus/DataJobState").asInt()).isEqualTo(state);
        assertThat(answer.get("DataJobStatus")).noneMatch(JsonNode::isNull);
    }

    @Test
    void theIdIsTakenQuotedBracedInAnyCaseAndAsExecutionId() throws Exception {
        Message message = server.message(server.enqueue(later, "", document(row("5", "Five"))));
        String upper = message.uid().toUpperCase(Locale.ROOT);
        for (String form : new String[] {
            "%22" + message.uid() + "%22",
            "%7B" + upper + "%7D",
            upper,
            message.ids().executionUid().replace(":", "%3A"),
            message.ids().executionUid()
        }) {
            Answer answer = server.jobStatus(later, form);
            assertThat(answer.status()).as(form + ": " + answer.text()).isEqualTo(200);
            assertThat(json(answer).at("/DataJobStatus/DataJobIdentifier").textValue())
                    .isEqualTo(message.uid());
        }
    }

    @Test
    void anUnknownIdAndThatOfAnotherActivityAreNotFound() throws Exception {
        String id = server.enqueue(later, "", document(row("6", "Six"))).text().replace("\"", "");
        assertThat(server.jobStatus(atOnce, id).status()).isEqualTo(404);
        Answer unknown = server.jobStatus(later, later);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("has no message '" + later + "'");
        Answer missing = server.get("/api/connector/jobstatus/" + later);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.text()).contains("jobId is missing");
        assertThat(server.jobStatus(later, "%27%20OR%201%3D1%20--").status()).isEqualTo(404);
        assertThat(new String(unknown.body(), UTF_8)).doesNotContain("SQL");
    }
}
