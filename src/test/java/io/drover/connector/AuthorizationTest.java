package io.drover.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.security.application.TestTokens;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.store.queue.Message;
import io.drover.testing.HttpConnection;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may use a recurring job: every endpoint, two applications, two recurring jobs (wire contract 3; promises row 28). */
class AuthorizationTest {
    private static ConnectorServer server;
    private static TestApplication other;
    private static String imports;
    private static String exports;
    private static Message imported;
    private static Message exported;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        server = ConnectorServer.start(new TestServer(home));
        other = server.drover.application("Other client");
        imports = server.define(importing().application(server.app.clientId()).disabledApplication("disabled-one"));
        exports =
                server.define(RecurringJobFile.exporting("Export", "GroupsOut").application(server.app.clientId()));
        imported = server.message(server.enqueue(imports, "", ConnectorServer.GROUPS));
        exported = server.export(exports, "a.csv", "content");
        server.dequeue(exports);
    }

    private static RecurringJobFile importing() {
        return RecurringJobFile.importing("Import", "Groups").with(ConnectorServer.LATER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Each endpoint, with ids that are right. */
    private static Map<String, String> endpoints() {
        return Map.of(
                "/api/connector/enqueue/" + imports, "POST",
                "/api/connector/dequeue/" + exports, "GET",
                "/api/connector/ack/" + exports, "POST",
                "/api/connector/download/" + exports + "?correlation-id=" + exported.uid() + "&blob=" + exported.uid(),
                        "GET",
                "/api/connector/jobstatus/" + imports + "?jobId=" + imported.uid(), "GET");
    }

    private static Answer send(TestApplication as, String method, String path) throws Exception {
        return server.send(as, method, path, method.equals("POST") ? "{}".getBytes(UTF_8) : null);
    }

    private static JsonNode body(Answer answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void anApplicationThatIsNotInThePolicyIsRefusedEverywhere() throws Exception {
        for (Map.Entry<String, String> endpoint : endpoints().entrySet()) {
            Answer answer = send(other, endpoint.getValue(), endpoint.getKey());
            assertThat(answer.status()).as(endpoint.getKey()).isEqualTo(401);
            assertThat(answer.headers().get("www-authenticate")).startsWith("Bearer");
            JsonNode error = body(answer);
            assertThat(error.get("Message").textValue())
                    .contains(
                            "application " + other.clientId() + " is not in the authorization policy of recurring job");
            assertThat(error.get("StackTrace").isNull()).isTrue();
            assertThat(error.get("ExceptionType").textValue()).isEqualTo("System.InvalidOperationException");
        }
    }

    @Test
    void anApplicationThatDroverDoesNotKnowIs403() throws Exception {
        TestApplication unknown =
                new TestApplication("no-such-app", TestTokens.tokenOf(server.drover.server(), "no-such-app"));
        for (Map.Entry<String, String> endpoint : endpoints().entrySet()) {
            Answer answer = send(unknown, endpoint.getValue(), endpoint.getKey());
            assertThat(answer.status()).as(endpoint.getKey()).isEqualTo(403);
            assertThat(body(answer).get("Message").textValue())
                    .contains("no-such-app")
                    .contains("not known");
        }
    }

    @Test
    void noTokenAndABadOneAre401InTheShapeOfTheAos() throws Exception {
        try (HttpConnection connection = new HttpConnection(server.url())) {
            for (Map<String, String> headers :
                    List.of(Map.<String, String>of(), Map.of("Authorization", "Bearer not.a.token"))) {
                Answer answer = connection.send("GET", "/api/connector/dequeue/" + exports, headers, null);
                assertThat(answer.headers().get("www-authenticate")).startsWith("Bearer");
                assertThat(answer.status()).isEqualTo(401);
                assertThat(body(answer).get("StackTrace").isNull()).isTrue();
            }
        }
    }

    @Test
    void whoeverIsRemovedOrDisabledIsOutAtOnce() throws Exception {
        server.drover.withRecurringJob(importing().application(server.app.clientId(), other.clientId()));
        String status = "/api/connector/jobstatus/" + imports + "?jobId=" + imported.uid();
        await().until(() -> server.send(other, "GET", status, null).status() == 200);
        server.drover.withRecurringJob(
                importing().application(server.app.clientId()).disabledApplication(other.clientId()));
        await().until(() -> server.send(other, "GET", status, null).status() == 401);
        assertThat(body(server.send(other, "GET", status, null)).get("Message").textValue())
                .contains("is disabled in the authorization policy");
        server.drover.server().applications().setEnabled(server.app.clientId(), false, "test");
        try {
            Answer answer = server.get(status);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(body(answer).get("Message").textValue()).contains("is disabled here");
        } finally {
            server.drover.server().applications().setEnabled(server.app.clientId(), true, "test");
        }
    }

    @Test
    void theMessageOfAnotherJobCannotBeReachedThroughOnesOwn() throws Exception {
        String own = server.define(RecurringJobFile.importing("Own", "Groups")
                .application(other.clientId())
                .with(ConnectorServer.LATER));
        Answer answer = server.send(other, "GET", "/api/connector/jobstatus/" + own + "?jobId=" + imported.uid(), null);
        assertThat(answer.status()).isEqualTo(404);
        Answer byExecution = server.send(
                other,
                "GET",
                "/api/connector/jobstatus/" + own + "?jobId=" + imported.ids().executionUid(),
                null);
        assertThat(byExecution.status()).isEqualTo(404);
        assertThat(byExecution.text()).doesNotContain("Groups-xml");
    }
}
