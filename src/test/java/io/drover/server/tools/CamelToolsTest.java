package io.drover.server.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.security.Role;
import io.drover.security.gate.MachineToken;
import io.drover.settings.Settings;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Camel's own tools, each by one setting: who may use them, what they show, and that they go on showing it after routes are reloaded. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CamelToolsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROUTE =
            """
            - route:
                id: %s
                from:
                  uri: direct:greets
                  steps:
                    - setBody: {simple: "hello ${body}"}
            """;

    @TempDir
    private static Path home;

    private static String homeBefore;
    private static TestServer drover;

    @BeforeAll
    static void start() {
        homeBefore = System.setProperty("user.home", home.resolve("account").toString());
        drover = new TestServer(home)
                .with("camel.main.jmxEnabled", "true")
                .with("camel.management.dev-console-enabled", "true")
                .with("camel.management.jolokiaEnabled", "true")
                .with("drover.camel-cli", "on")
                .withFile("routes/mine.camel.yaml", ROUTE.formatted("first"))
                .start();
    }

    @AfterAll
    static void stop() {
        drover.close();
        System.setProperty("user.home", homeBefore);
    }

    private static HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + drover.settingsMap().get("camel.management.port") + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String machineToken() {
        try {
            return MachineToken.read(drover.settings()).orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String basic(String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString(("anybody:" + password).getBytes(StandardCharsets.US_ASCII));
    }

    private static String console(String page) throws Exception {
        return send(at(page).header("Authorization", "Bearer " + machineToken()))
                .body();
    }

    private static JsonNode jolokia(String request) throws Exception {
        HttpResponse<String> answer = send(at("/observe/jolokia/")
                .header("Authorization", basic(machineToken()))
                .POST(BodyPublishers.ofString(request)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Order(1)
    @ParameterizedTest
    @ValueSource(strings = {"/q/dev", "/q/dev/route", "/observe/jolokia/version", "/observe/health/../../q/dev", "/"})
    void whoMayNotDoAnythingIsRefused(String page) throws Exception {
        HttpResponse<String> nobody = send(at(page));
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic realm=\"Drover: any name, and a token as the password\"")
                .endsWith(", Bearer");
        assertThat(nobody.body()).contains("a token is needed", "--role administrator", "curl -H @data/api.header");

        String operator =
                drover.application("op" + page.hashCode(), Role.OPERATOR).bearer();
        assertThat(send(at(page).header("Authorization", operator)).body()).contains("lacks the role administrator");
        assertThat(send(at(page).header("Authorization", basic("drover-machine-guessed")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(at(page).header("Authorization", "Bearer " + machineToken())
                                .header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Order(1)
    @Test
    void healthAndMetricsAreForAll() throws Exception {
        assertThat(send(at("/observe/health")).statusCode()).isEqualTo(200);
        assertThat(send(at("/observe/metrics")).body()).contains("camel_exchanges_total");
    }

    @Order(1)
    @Test
    void theConsoleIsForWhoMayDoAnything() throws Exception {
        String administrator = drover.application("admin", Role.ADMINISTRATOR).bearer();

        assertThat(send(at("/q/dev").header("Authorization", administrator).header("Accept", "text/html,*/*;q=0.8"))
                        .body())
                .contains("<a href=\"dev/route\">route</a>");
        assertThat(send(at("/q/dev").header("Authorization", basic(administrator.replace("Bearer ", ""))))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(at("/q/dev/context").header("Authorization", basic(machineToken())))
                        .body())
                .contains("Apache Camel 4");
    }

    @Order(2)
    @Test
    void allShowTheRouteThatWasReloaded() throws Exception {
        assertThat(console("/q/dev/route")).contains("Id: first");
        assertThat(routes()).contains("first");
        awaitStatus("\"first\"");

        drover.withFile("routes/mine.camel.yaml", ROUTE.formatted("second"));

        await().untilAsserted(() ->
                assertThat(console("/q/dev/route")).contains("Id: second").doesNotContain("Id: first"));
        assertThat(routes()).contains("second").doesNotContain("first");
        JsonNode stopped = jolokia("{\"type\":\"exec\",\"mbean\":\"" + bean("second") + "\",\"operation\":\"stop()\"}");
        assertThat(stopped.get("status").asInt()).as(stopped.toString()).isEqualTo(200);
        assertThat(drover.server().camel().getRouteController().getRouteStatus("second"))
                .hasToString("Stopped");
        jolokia("{\"type\":\"exec\",\"mbean\":\"" + bean("second") + "\",\"operation\":\"start()\"}");
        awaitStatus("\"second\"");
        assertThat(
                        act("{\"action\":\"send\",\"endpoint\":\"direct:greets\",\"body\":\"you\",\"exchangePattern\":\"InOut\"}")
                                .toString())
                .contains("hello you");
    }

    private static String routes() throws Exception {
        return jolokia("{\"type\":\"search\",\"mbean\":\"org.apache.camel:type=routes,*\"}")
                .toString();
    }

    private static String bean(String route) {
        return "org.apache.camel:context=drover,name=\\\"" + route + "\\\",type=routes";
    }

    /** What Camel's command line reads, and the names by which it finds it. */
    private static Path file(String suffix) {
        return home.resolve("account/.camel").resolve(ProcessHandle.current().pid() + suffix);
    }

    private static void awaitStatus(String part) {
        await().untilAsserted(() ->
                assertThat(Files.readString(file("-status.json"))).contains("\"platform\":\"Drover\"", part));
    }

    private static JsonNode act(String action) throws IOException {
        Path prepared = Files.writeString(home.resolve("action.json"), action);
        Files.writeString(file("-output.json"), "");
        Files.move(prepared, file("-action.json"), StandardCopyOption.REPLACE_EXISTING);
        await().untilAsserted(
                        () -> assertThat(Files.readString(file("-output.json"))).isNotEmpty());
        return JSON.readTree(Files.readString(file("-output.json")));
    }

    @Order(2)
    @Test
    void camelsCommandLineLoadsNoRoutesPastDrover() throws Exception {
        Path strange = Files.writeString(home.resolve("strange.camel.yaml"), ROUTE.formatted("strange"));

        assertThat(act("{\"action\":\"load\",\"source\":[\"" + strange + "\"]}").toString())
                .contains("\"failed\"", "Drover takes up routes as files are saved in drover.routes");
        assertThat(drover.server().camel().getRoute("strange")).isNull();
    }

    @Order(2)
    @Test
    void onlyTheAccountOfTheServerSeesWhatCamelsCommandLineSees() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("account/.camel"))))
                .isEqualTo("rwx------");
    }

    @Order(3)
    @Test
    void camelStopStopsAllOfDrover() throws Exception {
        Files.delete(file("")); // as 'camel stop' does

        assertThat(drover.server().awaitEnd()).isTrue();
        assertThat(drover.get("/api/jobs").statusCode()).isEqualTo(200); // until it is closed, in order
    }

    @ParameterizedTest
    @CsvSource({
        "camel.management.devConsoleEnabled, true, camel-console",
        "camel.management.dev-console-enabled, TRUE, camel-console",
        "camel.management.jolokiaEnabled, true, camel-platform-http-jolokia",
        "drover.camel-cli, on, camel-cli-connector"
    })
    void aToolWhoseJarIsMissingKeepsTheServerFromStarting(String setting, String value, String jar) {
        Properties settings = Settings.of(Map.of(setting, value)).all();

        assertThatThrownBy(() -> CamelTools.prepare(settings, ClassLoader.getPlatformClassLoader()))
                .hasMessageContaining(" is on, but " + jar + " is not in lib/. 'drover connectors add " + jar
                        + "' fetches it and what it needs; then start Drover again")
                .hasNoCause(); // the start says the innermost one
        assertThatThrownBy(() ->
                        CamelTools.prepare(Settings.of(Map.of(setting, "yes")).all()))
                .hasMessageStartingWith("the setting " + setting + " is 'yes'; it must be ");
    }

    @Test
    void whereNothingIsOnNothingIsLookedFor() {
        Properties settings = Settings.of(Map.of()).all();

        CamelTools.prepare(settings, ClassLoader.getPlatformClassLoader());

        assertThat(settings).isEqualTo(Settings.of(Map.of()).all());
    }

    @Test
    void anAccountWithoutAHomeIsToldOfIt() throws IOException {
        Path file = Files.writeString(home.resolve("no-folder"), "");
        String before = System.setProperty("user.home", file.toString());
        try {
            CamelCommandLine on = CamelCommandLine.of(Settings.of(Map.of("drover.camel-cli", "on")), true, () -> {});

            assertThatThrownBy(on::createConnector)
                    .hasMessageStartingWith("drover.camel-cli is on, but the folder " + file.resolve(".camel")
                            + ", by which Camel's command line finds a server, cannot be written by this account")
                    .hasNoCause();
        } finally {
            System.setProperty("user.home", before);
        }
    }

    @Test
    void aCommandIsNotConnected() {
        Settings on = Settings.of(Map.of("drover.camel-cli", "on"));

        assertThat(CamelCommandLine.of(on, false, () -> {}).isEnabled()).isFalse();
        assertThat(CamelCommandLine.of(on, true, () -> {}).isEnabled()).isTrue();
        assertThat(CamelCommandLine.of(Settings.of(Map.of()), true, () -> {}).isEnabled())
                .isFalse();
    }
}
