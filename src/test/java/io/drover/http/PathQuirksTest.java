package io.drover.http;

import static io.drover.http.HttpFixture.ACTIVITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.http.HttpFixture.Seen;
import io.drover.testing.HttpConnection.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of one path that clients of Dynamics 365 send (wire contract 1.0, 1.1): the gate and the route see one. */
class PathQuirksTest {
    private static final String ENQUEUE = "/api/connector/enqueue/{activity}";

    @TempDir
    static Path data;

    private static HttpFixture server;

    @BeforeAll
    static void start() {
        server = new HttpFixture(data).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.seen.clear();
        server.asked.clear();
    }

    @Test
    void thePathOfTheDocumentation() throws Exception {
        expectEnqueue("/api/connector/enqueue/" + ACTIVITY);
    }

    @Test
    void casePutByOtherClients() throws Exception {
        expectEnqueue("/api/connector/Enqueue/" + ACTIVITY);
        expectEnqueue("/API/CONNECTOR/ENQUEUE/" + ACTIVITY.toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "EN", "en-us", "da-DK"})
    void localeInFrontOfApi(String locale) throws Exception {
        expectEnqueue("/" + locale + "/api/connector/enqueue/" + ACTIVITY);
    }

    @Test
    void prefixOfOnPremises() throws Exception {
        expectEnqueue("/namespaces/AXSF/api/connector/enqueue/" + ACTIVITY);
        expectEnqueue("/Namespaces/axsf/en-us/Api/connector/enqueue/" + ACTIVITY);
        assertThat(server.get("/namespaces/AXSF/").status()).isEqualTo(200);
        assertThat(server.get("/namespaces/AXSF").status()).isEqualTo(200);
    }

    @Test
    void bracesAroundTheActivity() throws Exception {
        expectEnqueue("/api/connector/enqueue/{" + ACTIVITY + "}");
        expectEnqueue("/api/connector/enqueue/%7B" + ACTIVITY.toUpperCase(Locale.ROOT) + "%7D");
        expectEnqueue("/api/connector/enqueue/%7b" + ACTIVITY + "%7d");
    }

    @Test
    void slashesTooMany() throws Exception {
        expectEnqueue("//api/connector//enqueue/" + ACTIVITY + "/");
    }

    @Test
    void twoQuestionMarks() throws Exception {
        Seen seen = expectEnqueue("/api/connector/enqueue/" + ACTIVITY + "??company=USMF&entity=Customer+groups");
        assertThat(seen.header("company")).isEqualTo("USMF");
        assertThat(seen.header("entity")).isEqualTo("Customer groups");
    }

    @Test
    void theQueryStaysWhenThePathChanges() throws Exception {
        Seen seen =
                expectEnqueue("/en/API/connector/enqueue/%7B" + ACTIVITY + "%7D?entity=General%20Journal&company=USMF");
        assertThat(seen.header("entity")).isEqualTo("General Journal");
        assertThat(seen.header("CamelHttpRawQuery")).isEqualTo("entity=General%20Journal&company=USMF");
    }

    @Test
    void theAbsoluteFormOfRequestLines() throws Exception {
        expectEnqueue("http://127.0.0.1:1/api/connector/enqueue/" + ACTIVITY);
    }

    @Test
    void downloadsOfMessagesInBraces() throws Exception {
        assertThat(server.get("/api/connector/download/%7B" + ACTIVITY + "%7D?correlation-id=1&blob=2")
                        .status())
                .isEqualTo(200);
        assertThat(server.seen.take().header("message")).isEqualTo(ACTIVITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.GetMessageStatus",
                "/data/datamanagementdefinitiongroups/microsoft.dynamics.dataentities.getmessagestatus",
                "/namespaces/AXSF/Data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.getMessageStatus"
            })
    void dataManagement(String path) throws Exception {
        assertThat(server.send("POST", path, Map.of(), "{}".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
        assertThat(server.asked.take().path())
                .isEqualTo("/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.GetMessageStatus");
    }

    @ParameterizedTest
    @CsvSource({"/contoso.com/oauth2/v2.0/token", "/Contoso.com/OAuth2/V2.0/Token"})
    void oauthWithItsTenant(String path) throws Exception {
        server.send(
                "POST",
                path,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "grant_type=client_credentials".getBytes(StandardCharsets.UTF_8));
        Seen seen = server.seen.take();
        assertThat(seen.header("grant_type")).isEqualTo("client_credentials");
        assertThat(seen.header("tenant")).isEqualToIgnoringCase("contoso.com");
        assertThat(server.asked.take().path()).endsWith("/oauth2/v2.0/token");
    }

    @Test
    void namesOfJobsKeepTheirCaseAndMayBeAnything() throws Exception {
        for (String name : new String[] {"Draft", "draft", "Products", "Æbler%20og%20p%C3%A6rer"}) {
            String encoded = name.replace("Æ", "%C3%86");
            assertThat(server.send("POST", "/API/Jobs/" + encoded + "/RUN", Map.of(), new byte[] {1})
                            .status())
                    .isEqualTo(200);
            assertThat(server.seen.take().header("name"))
                    .isEqualTo(name.equals("Æbler%20og%20p%C3%A6rer") ? "Æbler og pærer" : name);
        }
    }

    @Test
    void routesOfUsersHaveTheirCase() throws Exception {
        assertThat(server.send("POST", "/Shop/Orders/A1", Map.of(), new byte[] {1})
                        .status())
                .isEqualTo(200);
        assertThat(server.send("POST", "/shop/orders/A1", Map.of(), new byte[] {1})
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theRootAnswers() throws Exception {
        Answer answer = server.get("/");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"service\":\"Drover\"}");
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("HEAD / HTTP/1.1\nHost: a\nConnection: close\n\n");
            assertThat(connection.rest()).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/connector/nothing|{\"Message\":\"There is nothing at this path.\"}",
                "/en/API/Connector/nothing/" + ACTIVITY + "|{\"Message\":\"There is nothing at this path.\"}",
                "/data/Customers|{\"error\":{\"code\":\"\",\"message\":\"There is nothing at this path.\",\"innererror\":{\"message\":\"There is nothing at this path.\"}}}",
                "/api/nothing|{\"error\":\"There is nothing at this path.\"}",
                "/nothing|{\"error\":\"There is nothing at this path.\"}"
            })
    void unknownPathsInTheShapeOfTheirPlace(String path, String body) throws Exception {
        Answer answer = server.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo(body);
        assertThat(answer.headers()).doesNotContainKeys("location", "server", "access-control-allow-origin");
    }

    @Test
    void anotherMethod() throws Exception {
        Answer answer = server.get("/api/connector/enqueue/" + ACTIVITY);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text()).isEqualTo("{\"Message\":\"This path does not take this method.\"}");
    }

    private static Seen expectEnqueue(String path) throws IOException, InterruptedException {
        Answer answer = server.send("POST", path, Map.of(), "x".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(path).isEqualTo(200);
        Seen seen = server.seen.take();
        assertThat(seen.route()).isEqualTo(ENQUEUE);
        assertThat(seen.header("activity")).isEqualTo(ACTIVITY);
        assertThat(server.asked.take().path()).isEqualTo("/api/connector/enqueue/" + ACTIVITY);
        return seen;
    }
}
