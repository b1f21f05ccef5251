package io.drover.security.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.queue.QueueRuns;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.testing.ConnectorClient;
import io.drover.testing.ConnectorClient.Dequeued;
import io.drover.testing.ErpTask;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two applications and a recurring job of each: neither reaches anything of the other, at any endpoint (promises, row 28). */
class AuthorizationPolicyTest {
    private static final String ACTIONS = "/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.";
    private static final String LATER =
            "<recurrence><begin>2099-01-01T00:00:00</begin><interval>hourly</interval></recurrence>";

    @TempDir
    private static Path home;

    private static TestServer drover;
    private static TestApplication one;
    private static TestApplication other;
    private static RecurringJobFile ofOne;
    private static RecurringJobFile ofOther;

    @BeforeAll
    static void start() {
        drover = ErpTask.withJob(new TestServer(home))
                .withRoutes("connector.camel.yaml", "data-management.camel.yaml")
                .start();
        one = drover.application("One");
        other = drover.application("Other");
        ofOne = RecurringJobFile.importing("Of one", "Products")
                .application(one.clientId())
                .with(LATER);
        ofOther = RecurringJobFile.importing("Of other", "Products")
                .application(other.clientId())
                .with(LATER);
        allow(ofOne);
        allow(ofOther);
        await().until(() -> drover.server()
                        .catalog()
                        .current()
                        .all(RecurringJobDefinition.class)
                        .size()
                == 2);
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    private static void allow(RecurringJobFile job) {
        drover.withRecurringJob(job);
    }

    /** One that a test asks: method, path, body. */
    private record Request(String method, String path, String body) {}

    /** Everything that can be asked of an activity, its message and its execution. */
    private static Map<String, Request> everything(String activity, String message, String execution) {
        Map<String, Request> all = new LinkedHashMap<>();
        all.put(
                "enqueue",
                new Request("POST", "/api/connector/enqueue/" + activity + "?entity=Product", ErpTask.PRODUCTS));
        all.put("dequeue", new Request("GET", "/api/connector/dequeue/" + activity, null));
        all.put(
                "ack",
                new Request(
                        "POST",
                        "/api/connector/ack/" + activity,
                        "{\"CorrelationId\":\"" + UUID.randomUUID() + "\",\"PopReceipt\":\"AAAA\"}"));
        all.put("jobstatus", new Request("GET", "/api/connector/jobstatus/" + activity + "?jobId=" + message, null));
        all.put(
                "jobstatus, quoted",
                new Request("GET", "/api/connector/jobstatus/" + activity + "?jobId=%22" + message + "%22", null));
        action(all, "GetMessageStatus", "\"messageId\":\"" + message + "\"");
        action(all, "GetExecutionIdByMessageId", "\"_messageId\":\"" + message + "\"");
        for (String id : List.of(execution, message, "\\\"" + message + "\\\"", "{" + message + "}")) {
            for (String name : List.of(
                    "GetExecutionErrors",
                    "GetExecutionSummaryStatus",
                    "GetEntityExecutionSummaryStatusList",
                    "GetExecutionSummaryPageUrl",
                    "GetExportedPackageUrl",
                    "DeleteExecutionHistoryJob")) {
                action(all, name, "\"executionId\":\"" + id + "\"");
            }
            for (String name : List.of(
                    "GetImportStagingErrorFileUrl",
                    "GenerateImportTargetErrorKeysFile",
                    "GetImportTargetErrorKeysFileUrl")) {
                action(all, name, "\"executionId\":\"" + id + "\",\"entityName\":\"Product\"");
            }
        }
        return all;
    }

    private static void action(Map<String, Request> all, String name, String members) {
        all.put(name + " " + members, new Request("POST", ACTIONS + name, "{" + members + "}"));
    }

    @Test
    void neitherReachesWhatIsTheOthers() throws Exception {
        String message = enqueue(one, ofOne);
        String execution = drover.rows("SELECT execution_uid FROM drover.message WHERE uid = '" + message + "'")
                .get(0)
                .get(0);

        assertThat(allowed(one, everything(ofOne.id(), message, execution)))
                .as("what its own application may ask")
                .contains("jobstatus", "GetMessageStatus \"messageId\":\"" + message + "\"");
        long before = drover.count("SELECT COUNT(*) FROM drover.message");
        assertThat(allowed(other, everything(ofOne.id(), message, execution)))
                .as("what the other may ask")
                .isEmpty();
        Answer guessed =
                send(other, new Request("GET", "/api/connector/jobstatus/" + ofOther.id() + "?jobId=" + message, null));
        assertThat(guessed.status()).as("under its own activity").isIn(400, 404);
        assertThat(drover.count("SELECT COUNT(*) FROM drover.message")).isEqualTo(before);
    }

    @Test
    void theRefusalNamesTheApplicationTheActivityAndTheStep() throws Exception {
        Answer refused = send(
                other,
                new Request("POST", "/api/connector/enqueue/" + ofOne.id() + "?entity=Product", ErpTask.PRODUCTS));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().get("www-authenticate")).startsWith("Bearer");
        String text = new ObjectMapper().readTree(refused.body()).get("Message").textValue();
        assertThat(text)
                .contains(
                        other.clientId(),
                        "recurring job Of one",
                        ofOne.id(),
                        "add <application id=\"" + other.clientId() + "\"/>",
                        "Of one.xml")
                .doesNotContain(home.toString());
    }

    @Test
    void whoeverIsTakenOutOfThePolicyIsOutAtOnce() throws Exception {
        TestApplication passing = drover.application("Passing");
        RecurringJobFile both = RecurringJobFile.importing("Of both", "Products")
                .application(one.clientId(), passing.clientId())
                .with(LATER);
        allow(both);
        await().until(() -> RecurringJobDefinition.find(
                        UUID.fromString(both.id()), drover.server().catalog().current())
                .isPresent());
        String message = enqueue(passing, both);

        allow(RecurringJobFile.importing("Of both", "Products")
                .application(one.clientId())
                .disabledApplication(passing.clientId())
                .with(LATER));
        await().until(() -> !RecurringJobDefinition.find(
                        UUID.fromString(both.id()), drover.server().catalog().current())
                .orElseThrow()
                .applications()
                .get(passing.clientId()));

        String execution = drover.rows("SELECT execution_uid FROM drover.message WHERE uid = '" + message + "'")
                .get(0)
                .get(0);
        assertThat(allowed(passing, everything(both.id(), message, execution))).isEmpty();
        Answer refused = send(
                passing,
                new Request("POST", "/api/connector/enqueue/" + both.id() + "?entity=Product", ErpTask.PRODUCTS));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text()).contains("is disabled in the authorization policy");
        assertThat(enqueue(one, both)).as("the other one").isNotEmpty();
    }

    @Test
    void whoeverIsDisabledSystemWideIsOutAtOnceEverywhere() throws Exception {
        TestApplication disabled = drover.application("Disabled");
        RecurringJobFile job = RecurringJobFile.importing("Of disabled", "Products")
                .application(disabled.clientId())
                .with(LATER);
        allow(job);
        await().until(() -> RecurringJobDefinition.find(
                        UUID.fromString(job.id()), drover.server().catalog().current())
                .isPresent());
        String message = enqueue(disabled, job);

        drover.server().applications().setEnabled("Disabled", false, "test");

        for (Map.Entry<String, Request> request :
                everything(job.id(), message, message).entrySet()) {
            assertThat(send(disabled, request.getValue()).status())
                    .as(request.getKey())
                    .isEqualTo(403);
        }
    }

    @Test
    void aMessageIsDownloadedByItsOwnApplicationOnly() throws Exception {
        RecurringJobFile out = RecurringJobFile.exporting("Out", "Export").application(one.clientId());
        drover.withFile(
                "Files/Jobs/Export.xml",
                "<job name='Export'><source><sql/></source><destination><csv/></destination>"
                        + "<mapping source='PRODUCT' destination='Product'/></job>");
        allow(out);
        await().until(() -> RecurringJobDefinition.find(
                        UUID.fromString(out.id()), drover.server().catalog().current())
                .isPresent());
        drover.sql("INSERT INTO Product (Id, Name) VALUES (987, 'Nut')");
        drover.server()
                .camel()
                .getRegistry()
                .lookupByNameAndType("queueRuns", QueueRuns.class)
                .process(RecurringJobDefinition.find(
                                UUID.fromString(out.id()),
                                drover.server().catalog().current())
                        .orElseThrow());
        try (ConnectorClient client = new ConnectorClient(drover.server().url(), one.token());
                ConnectorClient stranger = new ConnectorClient(drover.server().url(), other.token())) {
            Dequeued message = ConnectorClient.read(client.dequeue(out.id()));

            assertThat(stranger.download(message).status()).isIn(401, 403, 404);
            assertThat(stranger.ack(out.id(), message).status()).isEqualTo(401);
            assertThat(stranger.ack(ofOther.id(), message).status()).isBetween(400, 499);
            assertThat(client.download(message).status()).isEqualTo(200);
            assertThat(client.ack(out.id(), message).status()).isEqualTo(200);
        }
    }

    /** The names of requests that are not refused. */
    private static List<String> allowed(TestApplication application, Map<String, Request> requests) throws Exception {
        List<String> allowed = new ArrayList<>();
        for (Map.Entry<String, Request> request : requests.entrySet()) {
            Answer answer = send(application, request.getValue());
            if (answer.status() != 401 && answer.status() != 403 && answer.status() != 404) {
                allowed.add(request.getKey());
            }
        }
        return allowed;
    }

    private static String enqueue(TestApplication application, RecurringJobFile job) throws Exception {
        Answer answer = send(
                application,
                new Request("POST", "/api/connector/enqueue/" + job.id() + "?entity=Product", ErpTask.PRODUCTS));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return ConnectorClient.messageId(answer);
    }

    private static Answer send(TestApplication application, Request request) throws Exception {
        try (ConnectorClient client = new ConnectorClient(drover.server().url(), application.token())) {
            return client.send(
                    request.method(),
                    request.path(),
                    request.body() == null ? null : request.body().getBytes(UTF_8));
        }
    }
}
