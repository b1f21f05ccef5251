package io.drover.api;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.queue.NewMessage;
import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.queue.payload.PayloadStore;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageProperties;
import io.drover.testing.ErpTask;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages and recurring jobs over the API of a running server. */
class MessagesApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RecurringJobFile IMPORT =
            RecurringJobFile.importing("In", "Products").application("abc");
    private static final RecurringJobFile LATER =
            RecurringJobFile.importing("Later", "Products").with("<recurrence><cron>0 0 0 1 1 ?</cron></recurrence>");

    @TempDir
    private static Path home;

    private static TestServer drover;

    @BeforeAll
    static void start() {
        drover = ErpTask.withJob(new TestServer(home))
                .withRecurringJob(IMPORT)
                .withRecurringJob(LATER)
                .start();
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    private static <T> T bean(String name, Class<T> type) {
        return drover.server().camel().getRegistry().lookupByNameAndType(name, type);
    }

    private static Message enqueue(RecurringJobFile file, String content) throws IOException {
        RecurringJobDefinition recurring = RecurringJobDefinition.find(
                        UUID.fromString(file.id()), drover.server().catalog().current())
                .orElseThrow();
        Message message = bean("queues", Queues.class)
                .enqueue(
                        recurring,
                        NewMessage.of(
                                        bean("payloads", PayloadStore.class)
                                                .keep(content.getBytes(StandardCharsets.UTF_8)),
                                        "products \"1\".xml")
                                .withProperties(MessageProperties.NONE
                                        .withCompany("USMF")
                                        .withApplication("abc")));
        bean("queueRuns", QueueRuns.class).wake(message);
        return message;
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> response = drover.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static JsonNode post(String path) throws Exception {
        HttpResponse<String> response = drover.post(path, "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static void assertRefused(HttpResponse<String> response, int status, String error) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(JSON.readTree(response.body()).get("error").asText()).contains(error);
    }

    private static JsonNode ended(Message message) {
        return await().until(
                        () -> get("/api/messages/" + message.uid()),
                        details -> !details.get("execution").isNull()
                                && details.get("message").get("status").asText().startsWith("Pr")
                                && !details.get("message")
                                        .get("status")
                                        .asText()
                                        .endsWith("ing"));
    }

    @Test
    void aMessageIsShownWithItsTransitionsItsExecutionAndWhatWasSent() throws Exception {
        Message message = enqueue(IMPORT, PRODUCTS);

        JsonNode details = ended(message);
        JsonNode view = details.get("message");
        assertThat(view.get("status").asText()).isEqualTo("Processed");
        assertThat(view.get("recurringJob").asText()).isEqualTo("In");
        assertThat(view.get("company").asText()).isEqualTo("USMF");
        assertThat(view.has("receipt")).isFalse();
        assertThat(details.get("transitions").get(0).get("status").asText()).isEqualTo("Enqueued");
        assertThat(details.get("execution").get("inserted").asInt()
                        + details.get("execution").get("unchanged").asInt())
                .isEqualTo(2);

        String id = "%7B" + message.uid().toUpperCase(Locale.ROOT) + "%7D";
        assertThat(get("/api/messages/" + id)).isEqualTo(details);
        assertThat(get("/api/messages/" + message.ids().executionUid().replace(" ", "%20")))
                .isEqualTo(details);
        assertThat(get("/api/executions/" + message.ids().executionUid())).isEqualTo(details.get("execution"));
        assertThat(get("/api/executions/" + message.uid() + "/errors")).isEmpty();

        HttpResponse<String> payload = drover.get("/api/messages/" + message.uid() + "/payload");
        assertThat(payload.body()).isEqualTo(PRODUCTS);
        assertThat(payload.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(payload.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"products _1_.xml\"");
    }

    @Test
    void messagesAreFoundByRecurringJobAndStatus() throws Exception {
        Message first = enqueue(LATER, PRODUCTS);
        Message second = enqueue(LATER, PRODUCTS);

        assertThat(get("/api/messages?recurringJob=later&status=enqueued"))
                .extracting(message -> message.get("messageId").asText())
                .contains(second.uid(), first.uid());
        assertThat(get("/api/messages?recurringJob=%7B" + LATER.id() + "%7D&limit=1&before=" + second.id()))
                .extracting(message -> message.get("messageId").asText())
                .containsExactly(first.uid());
        assertThat(get("/api/messages?status=Acked")).isEmpty();
        assertRefused(
                drover.get("/api/messages?recurringJob=nope"),
                404,
                "there is no recurring job 'nope'; there are In, Later");
        assertRefused(drover.get("/api/messages?status=Done"), 400, "status is 'Done'; it must be one of Enqueued,");
        assertRefused(drover.get("/api/messages?limit=0"), 400, "limit is 0");
    }

    @Test
    void aMessageIsCancelledTriedAgainAndCleanedUp() throws Exception {
        Message message = enqueue(LATER, PRODUCTS + " ");
        String path = "/api/messages/" + message.uid();

        assertRefused(drover.post(path + "/retry", ""), 409, "only one that failed or was cancelled");
        assertThat(post(path + "/cancel").get("status").asText()).isEqualTo("Canceled");
        assertRefused(drover.post(path + "/cancel", ""), 409, "has ended: it is Canceled");
        assertThat(post(path + "/retry").get("status").asText()).isEqualTo("Enqueued");
        post(path + "/cancel");
        assertThat(get(path).get("transitions"))
                .extracting(transition -> transition.get("status").asText())
                .containsExactly("Enqueued", "Canceled", "Enqueued", "Canceled");

        assertThat(post("/api/messages/clean-up?olderThan=30d&status=canceled")
                        .get("messages")
                        .asInt())
                .isZero();
        drover.sql("UPDATE drover.message SET changed = changed - INTERVAL '31' DAY WHERE id = " + message.id());
        assertThat(post("/api/messages/clean-up?olderThan=30d&status=Acked")
                        .get("messages")
                        .asInt())
                .isZero();
        assertThat(post("/api/messages/clean-up?olderThan=30d&status=canceled,Acked&recurringJob=Later")
                        .get("messages")
                        .asInt())
                .isOne();
        assertRefused(drover.get(path), 404, "there is no message " + message.uid());
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        String nobody = "/api/messages/" + UUID.randomUUID();
        for (String path : List.of(nobody, nobody + "/payload", "/api/messages/Products-2026-01-01T00:00:00-AB")) {
            assertRefused(drover.get(path), 404, "there is no message");
        }
        assertRefused(drover.post(nobody + "/retry", ""), 404, "there is no message");
        assertRefused(drover.get("/api/executions/nope"), 404, "there is no execution nope");
        assertRefused(drover.post("/api/messages/clean-up", ""), 400, "olderThan is missing: how long ago they ended");
        assertRefused(drover.post("/api/messages/clean-up?olderThan=soon", ""), 400, "'soon' is no age");
        assertRefused(
                drover.post("/api/messages/clean-up?olderThan=1d&status=Enqueued", ""),
                400,
                "messages that are Enqueued have not ended");
    }

    @Test
    void aPayloadWhoseRetentionHasEndedIsGone() throws Exception {
        Message message = enqueue(LATER, PRODUCTS + "  ");
        drover.sql("UPDATE drover.message SET payload_removed = CURRENT_TIMESTAMP WHERE id = " + message.id());

        assertRefused(
                drover.get("/api/messages/" + message.uid() + "/payload"),
                410,
                "is no longer kept: its retention ended");
    }

    @Test
    void aRecurringJobIsRunNow() throws Exception {
        Message message = enqueue(LATER, PRODUCTS + "   ");

        assertThat(post("/api/recurring-jobs/later/run").get("depth").asInt()).isZero();
        assertThat(ended(message).get("message").get("status").asText()).isEqualTo("Processed");
        assertRefused(drover.post("/api/recurring-jobs/nope/run", ""), 404, "there is no recurring job 'nope'");
    }

    @Test
    void recurringJobsSayHowTheirQueuesStand() throws Exception {
        enqueue(LATER, PRODUCTS);

        JsonNode all = get("/api/recurring-jobs");
        assertThat(all).extracting(each -> each.get("name").asText()).containsExactly("In", "Later");
        assertThat(all.get(0).get("recurrence").asText()).isEqualTo("at once");
        assertThat(all.get(0).get("applications").get("abc").asBoolean()).isTrue();
        assertThat(all.get(1).get("id").asText()).isEqualTo(LATER.id());
        assertThat(all.get(1).get("next").asText()).endsWith("-01-01T00:00:00Z");
        assertThat(all.get(1).get("depth").asInt()).isPositive();
        assertThat(all.get(1).get("oldest").isNull()).isFalse();
    }
}
