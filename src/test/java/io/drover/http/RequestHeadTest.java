package io.drover.http;

import static io.drover.http.HttpFixture.ACTIVITY;
import static io.drover.http.HttpFixture.OTHER_ACTIVITY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.http.HttpFixture.Seen;
import io.drover.security.RequestHead;
import io.drover.testing.HttpConnection.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 31, and the limits of heads. */
class RequestHeadTest {
    @TempDir
    static Path data;

    private static HttpFixture server;

    @BeforeAll
    static void start() {
        server = new HttpFixture(data).with("drover.http.max-body", "100KB").start();
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelFileName",
                "camelfilename",
                "CAMELFILENAME",
                "CAmelExecCommandExecutable",
                "CamelHttpUri",
                "CamelVertxPlatformHttpAuthenticatedUser"
            })
    void commandsToCamelNeverReachARoute(String name) throws Exception {
        server.send(
                "POST",
                "/api/connector/enqueue/" + ACTIVITY + "?" + name + "=evil",
                Map.of(name, "evil", "x-ms-dyn-externalidentifier", "a.xml"),
                new byte[] {1});
        Seen seen = server.seen.take();
        while (!seen.route().startsWith("/api/connector/enqueue")) { // a request that another test left behind
            seen = server.seen.take();
        }
        assertThat(seen.headers().values()).doesNotContain("evil");
        assertThat(seen.header("x-ms-dyn-externalidentifier")).isEqualTo("a.xml");
    }

    @Test
    void commandsToCamelInAForm() throws Exception {
        server.send(
                "POST",
                "/tenant/oauth2/v2.0/token",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "CamelFileName=evil&camelexec=evil&client_id=me".getBytes(UTF_8));
        Seen seen = server.seen.take();
        assertThat(seen.headers().values()).doesNotContain("evil");
        assertThat(seen.header("client_id")).isEqualTo("me");
    }

    /** The gate decides on the path; a route must not take its id from elsewhere. */
    @Test
    void whatThePathSaysIsNotSaidAgainByHeaderOrQuery() throws Exception {
        server.send(
                "POST",
                "/api/connector/enqueue/" + ACTIVITY + "?activity=" + OTHER_ACTIVITY,
                Map.of("activity", OTHER_ACTIVITY),
                new byte[] {1});
        assertThat(server.seen.take().header("activity")).isEqualTo(ACTIVITY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A: b\rX-B: c", "X A: b", "X-A\u0000: b", ": b", "X-A: \u0000"})
    void headersThatAreNone(String line) throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /api/jobs HTTP/1.1\nHost: 127.0.0.1\n" + line + "\n\n");
            assertThat(connection.head()).startsWith("HTTP/1.1 400");
        }
        assertThat(server.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1\nHost: evil.example",
                "Accept: */*",
                "Host: evil.example/path",
                "Host: user@evil.example",
                "Host: evil.example:80:80",
                "Host: a b",
                "Host: <script>"
            })
    void hostsThatAreNone(String lines) throws Exception {
        assertThat(raw("GET /api/jobs HTTP/1.1\n" + lines + "\n\n")).startsWith("HTTP/1.1 400");
        assertThat(server.seen).isEmpty();
    }

    @Test
    void theLimitsOfHeads() throws Exception {
        assertThat(raw("GET /" + "a".repeat(9_000) + " HTTP/1.1\nHost: a\n\n")).contains(" 414 ");
        assertThat(raw("GET /api/jobs HTTP/1.1\nHost: a\nX-A: " + "a".repeat(17_000) + "\n\n"))
                .contains(" 431 ", "connection: close");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 101; i++) {
            many.append("X-").append(i).append(": 1\n");
        }
        assertThat(raw("GET /api/jobs HTTP/1.1\nHost: a\n" + many + "\n")).startsWith("HTTP/1.1 431");
        assertThat(server.seen).isEmpty();
    }

    @Test
    void theLimitOfOtherBodies() throws Exception {
        assertThat(post("/Shop/Orders/1", 100 * 1024).status()).isEqualTo(200);
        Answer answer = post("/Shop/Orders/1", 100 * 1024 + 1);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).startsWith("{\"error\":");
        String chunked = raw("POST /Shop/Orders/1 HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n20000\n"
                + "a".repeat(0x20000) + "\n");
        assertThat(chunked).startsWith("HTTP/1.1 413");
    }

    @Test
    void anybodysBodiesAreSmall() throws Exception {
        assertThat(post("/tenant/oauth2/v2.0/token", 64 * 1024 + 1).status()).isEqualTo(413);
    }

    @Test
    void whatTheGateIsAsked() throws Exception {
        raw(
                """
                GET /en/api/jobs HTTP/1.1
                Host: drover.example:81
                Origin: https://evil.example
                Authorization: Bearer a
                Authorization: Bearer b

                """);
        RequestHead head = server.asked.take();
        assertThat(head.method()).isEqualTo("GET");
        assertThat(head.path()).isEqualTo("/api/jobs");
        assertThat(head.authorizations()).containsExactly("Bearer a", "Bearer b");
        assertThat(head.site().host()).isEqualTo("drover.example:81");
        assertThat(head.site().origin()).isEqualTo("https://evil.example");
        assertThat(head.sender().remote().isLoopbackAddress()).isTrue();
        assertThat(head.sender().forwarded()).isFalse();
        for (String header : List.of("X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1", "Via: 1.1 a")) {
            raw("GET /api/jobs HTTP/1.1\nHost: a\n" + header + "\n\n");
            assertThat(server.asked.take().sender().forwarded()).as(header).isTrue();
        }
    }

    private static Answer post(String path, int size) throws IOException {
        return server.send("POST", path, Map.of(), new byte[size]);
    }

    private static String raw(String request) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            return connection.send(request).head();
        }
    }
}
