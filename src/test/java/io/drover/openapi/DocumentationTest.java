package io.drover.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document and its page as a server gives them out: to all, without a token. */
class DocumentationTest {
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path home) {
        server = new TestServer(home)
                .withRoutes("documentation.camel.yaml")
                .with("drover.api.loopback", "closed")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theDocumentAsYaml() throws Exception {
        HttpResponse<String> answer = server.get("/api/openapi.yaml");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml; charset=utf-8");
        assertThat(answer.body()).startsWith("openapi: 3.1.0\n").contains("/api/connector/enqueue/{activity}:");
    }

    @Test
    void theDocumentAsJson() throws Exception {
        HttpResponse<String> answer = server.get("/api/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body()).at("/paths/~1api~1connector~1jobstatus~1{activity}/get"))
                .isNotEmpty();
    }

    @Test
    void thePageLetsNothingInButItsOwnStyle() throws Exception {
        HttpResponse<String> answer = server.get("/docs/api");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(answer.body());
        assertThat(style.find()).isTrue();
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(style.group(1).getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; style-src 'sha256-" + hash
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void otherPathsBesideThemNeedAToken() throws Exception {
        assertThat(server.get("/api/jobs").statusCode()).isEqualTo(401);
    }
}
