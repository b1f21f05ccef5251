package io.drover.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.security.application.TestTokens.TestApplication;
import io.drover.testing.HttpConnection;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lets a client in stays with Drover: routes hand it on to nobody, and answers say nothing of requests (CVE-2026-85254). */
class RouteHeadersTest {
    private static final ScriptedServer BACKEND = new ScriptedServer();

    @TempDir
    private static Path home;

    private static TestServer drover;
    private static TestApplication shop;

    @BeforeAll
    static void start() {
        drover = new TestServer(home)
                .with("drover.http.open-paths", "/open/*")
                .with("drover.api.loopback", "closed")
                .withFile(
                        "routes/relay.camel.yaml",
                        """
                        - route:
                            id: relay
                            from:
                              uri: platform-http:/relay
                              steps:
                                - removeHeaders: {pattern: "CamelHttp*"}
                                - to: "BACKEND"
                        - rest:
                            path: /rest
                            post: [{path: /relay, to: "direct:relay"}]
                        - route:
                            id: rest-relay
                            from:
                              uri: direct:relay
                              steps:
                                - removeHeaders: {pattern: "CamelHttp*"}
                                - to: "BACKEND"
                        - route:
                            id: who
                            from:
                              uri: platform-http:/who
                              steps:
                                - setBody: {simple: "${exchangeProperty.DroverApplication} ${header.Authorization} ${header.DroverApplication}"}
                        - route:
                            id: own-check
                            from:
                              uri: platform-http:/open/hook
                              steps:
                                - setProperty: {name: DroverAnswerHeaders, constant: "X-Request-Id"}
                                - setHeader: {name: X-Mine, constant: mine}
                                - setHeader: {name: X-Changed, simple: "${header.X-Changed}!"}
                                - setBody: {simple: "${exchangeProperty.DroverAuthorization}|${header.Authorization}"}
                        """
                                .replace("BACKEND", BACKEND.url()))
                .start();
        shop = drover.application("Shop");
    }

    @AfterAll
    static void stop() {
        drover.close();
        BACKEND.close();
    }

    @BeforeEach
    void clear() {
        BACKEND.requests().clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/relay", "/rest/relay", "/relay?authorization=Basic%20eDp5&Cookie=c%3D1"})
    void nothingThatLetTheRequestInGoesOn(String path) throws Exception {
        BACKEND.answers(exchange -> {
            exchange.getResponseHeaders().add("X-Backend", "b");
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("done".getBytes(UTF_8));
            exchange.close();
        });
        Answer answer = send(
                path,
                Map.of(
                        "authorization", shop.bearer(),
                        "Cookie", "session=1",
                        "Proxy-Authorization", "Basic eDp5",
                        "X-Forwarded-For", "192.0.2.1",
                        "X-Forwarded-Host", "localhost",
                        "Forwarded", "for=192.0.2.1",
                        "X-Real-IP", "192.0.2.1",
                        "X-Order", "17"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("done");
        assertThat(BACKEND.requests()).singleElement().satisfies(request -> {
            assertThat(request.headers())
                    .containsEntry("x-order", "17") // the route's own matter
                    .doesNotContainKeys(
                            "authorization",
                            "cookie",
                            "proxy-authorization",
                            "x-forwarded-for",
                            "x-forwarded-host",
                            "forwarded",
                            "x-real-ip");
            assertThat(request.toString()).doesNotContain(shop.token()).doesNotContain("session=1");
        });
        assertThat(lower(answer.headers()))
                .containsEntry("x-backend", "b")
                .containsEntry("content-type", "text/plain")
                .doesNotContainKeys("authorization", "cookie", "x-order", "x-forwarded-for", "user-agent");
    }

    @Test
    void aRouteIsToldWhoAsksAndNoClientCanSaySo() throws Exception {
        Answer answer = send(
                "/who?DroverApplication=forged", Map.of("Authorization", shop.bearer(), "DroverApplication", "forged"));

        assertThat(answer.text()).startsWith(shop.clientId() + "  ").doesNotContain(shop.token());
    }

    @Test
    void atAnOpenPathACredentialIsTheRoutesOwnMatterAndGoesNowhereByItself() throws Exception {
        Answer answer = send(
                "/open/hook",
                Map.of(
                        "Authorization", "Basic aG9vazpwdw==",
                        "X-Request-Id", "r-1",
                        "X-Secret", "s",
                        "Content-Type", "application/json",
                        "X-Changed", "c"));

        assertThat(answer.text()).isEqualTo("Basic aG9vazpwdw==|");
        assertThat(lower(answer.headers()))
                .containsEntry("x-request-id", "r-1")
                .containsEntry("x-mine", "mine")
                .containsEntry("x-changed", "c!")
                .doesNotContainKeys("x-secret", "authorization", "content-type");
    }

    /** Camel gives the route's message even when the route failed. */
    @Test
    void nothingComesBackOfARequestThatFailed() throws Exception {
        BACKEND.answers(500, "text/plain", "no");
        Answer answer = send("/relay", Map.of("Authorization", shop.bearer(), "X-Secret", "s"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(lower(answer.headers())).doesNotContainKeys("x-secret", "authorization");
    }

    @Test
    void ofDroversOwnRoutesNothingComesBackEither() throws Exception {
        TestApplication operator = drover.application("Operator", io.drover.security.Role.OPERATOR);
        try (HttpConnection connection = new HttpConnection(drover.server().url())) {
            Answer answer = connection.send(
                    "GET", "/api/jobs", Map.of("Authorization", operator.bearer(), "X-Secret", "s"), new byte[0]);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(lower(answer.headers())).doesNotContainKeys("x-secret", "authorization");
        }
    }

    private static Answer send(String path, Map<String, String> headers) throws Exception {
        try (HttpConnection connection = new HttpConnection(drover.server().url())) {
            return connection.send("POST", path, headers, "{}".getBytes(UTF_8));
        }
    }

    private static Map<String, String> lower(Map<String, String> headers) {
        Map<String, String> lower = new LinkedHashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), value));
        return lower;
    }
}
