package io.drover.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Keycloak, which Maven has unpacked into target/keycloak. Its realm has one client with a service account, and an audience
 * for it. Takes 20 seconds to a minute to start, and several on a machine that is busy.
 */
public final class Keycloak implements AutoCloseable {
    public static final String CLIENT = "erp-client";
    public static final String SECRET = "erp-secret";
    public static final String AUDIENCE = "https://drover.example";

    private static final Duration START = Duration.ofMinutes(8);
    private static final String REALM =
            """
            {
              "realm": "drover", "enabled": true, "sslRequired": "none",
              "clients": [{
                "clientId": "%s", "secret": "%s", "enabled": true, "protocol": "openid-connect", "publicClient": false,
                "serviceAccountsEnabled": true, "standardFlowEnabled": false, "directAccessGrantsEnabled": false,
                "protocolMappers": [{
                  "name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
                  "config": {"included.custom.audience": "%s", "access.token.claim": "true", "id.token.claim": "false"}
                }]
              }]
            }
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = TestServer.freePort();
    private final Path log;
    private final Process process;

    /** @param folder for its log */
    public Keycloak(Path folder) throws IOException {
        Path home = home();
        Path imported = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(imported.resolve("drover.json"), REALM.formatted(CLIENT, SECRET, AUDIENCE));
        log = folder.resolve("keycloak.log");
        ProcessBuilder builder = new ProcessBuilder(
                "bash",
                home.resolve("bin/kc.sh").toAbsolutePath().toString(),
                "start-dev",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--import-realm");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        // The first compiler only: half of the processor time
        builder.environment().put("JAVA_OPTS_APPEND", "-XX:-UseG1GC -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        builder.environment().put("KC_CACHE", "local");
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            await().atMost(START).pollInterval(Duration.ofMillis(500)).until(this::answers);
        } catch (RuntimeException e) {
            close();
            throw new IllegalStateException("Keycloak did not start; it said: " + Files.readString(log), e);
        }
    }

    private static Path home() throws IOException {
        Path folder = Path.of("target/keycloak");
        if (!Files.isDirectory(folder)) {
            throw new IOException("target/keycloak is missing: mvn generate-test-resources unpacks it");
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private boolean answers() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("it has ended");
        }
        try {
            return get(issuer() + "/.well-known/openid-configuration").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + port + "/realms/drover";
    }

    /** The answer to its client's request for a token; with a scope there is an ID token, too. */
    public JsonNode token(String scope) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + CLIENT + "&client_secret=" + SECRET + "&scope="
                + URLEncoder.encode(scope, UTF_8);
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** From now on nobody answers. */
    public void stop() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        stop();
    }
}
