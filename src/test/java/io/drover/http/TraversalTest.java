package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 30, by the paths of requests: what could be read in two ways is refused before the gate is asked. */
class TraversalTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/connector/../jobs",
                "/api/connector/./jobs",
                "/api/connector/%2e%2e/jobs",
                "/api/connector/%2E./jobs",
                "/x/%2e%2e%2fapi/jobs",
                "/api%2Fjobs",
                "/api%2fjobs",
                "/api/connector/..%5cjobs",
                "/api/connector/..\\jobs",
                "/api\\jobs",
                "/api/connector/%252e%252e/jobs",
                "/api/connector/%25%32%65/jobs",
                "/api/jobs%00",
                "/api/jobs%00.xml",
                "/api/%0d%0aX-Evil:1/jobs",
                "/api/%0Ajobs",
                "/api/%7f",
                "/api/%c0%ae%c0%ae/jobs",
                "/api/%c0%afjobs",
                "/api/%e0%80%ae/jobs",
                "/api/%ff",
                "/api/%",
                "/api/%2",
                "/api/%zz",
                "/api/%u002e",
                "/api/jobs/\u00e6",
                "/api/jobs#fragment\u0001",
                "/api/jobs?x=%00",
                "/api/jobs?x=1%0d%0aX-Evil:1",
                "/api/jobs?x=%0A",
                "api/jobs",
                "*",
                "ftp://127.0.0.1/api/jobs"
            })
    void isRefused(String path) throws Exception {
        server.asked.clear();
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET " + path + " HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n");
            assertThat(connection.rest()).containsPattern("^HTTP/1\\.[01] 400 ").doesNotContain("X-Evil", "Exception");
        }
        assertThat(server.asked).isEmpty();
        assertThat(server.seen).isEmpty();
    }
}
