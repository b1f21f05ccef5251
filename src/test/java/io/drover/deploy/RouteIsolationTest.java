package io.drover.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.definition.problem.Problem;
import io.drover.deploy.check.Validation;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drover's API and its gate do not depend on the files that users put into routes/, good or bad, there or gone. */
class RouteIsolationTest {

    /** What would change Drover's own routes or take their paths, and what is said of it. */
    private static final Map<String, String> REFUSED = new LinkedHashMap<>();

    static {
        REFUSED.put(
                """
                - restConfiguration:
                    contextPath: /v1
                - rest:
                    path: /mine
                    get: [{path: /x, to: "direct:mine"}]
                - route: {id: mine, from: {uri: "direct:mine", steps: [{setBody: {constant: mine}}]}}
                """,
                ":1: restConfiguration would change all rests of the server");
        REFUSED.put(
                """
                # an empty line above

                - restConfiguration:
                    bindingMode: json
                """,
                ":3: restConfiguration would change all rests of the server");
        REFUSED.put(
                """
                - errorHandler: {deadLetterChannel: {deadLetterUri: "log:dead"}}
                - route: {id: mine, from: {uri: "direct:mine", steps: [{setBody: {constant: mine}}]}}
                """,
                ":1: errorHandler at the top of a file would be that of all routes");
        REFUSED.put(
                """
                - routeConfiguration:
                    onException: [{onException: {exception: [java.lang.Exception], handled: {constant: "true"}}}]
                """,
                ":1: a routeConfiguration without an id would apply to all routes");
        REFUSED.put(
                """
                - beans:
                    - name: api
                      type: java.util.concurrent.atomic.AtomicInteger
                """,
                ":2: there is a bean 'api' already");
        REFUSED.put(
                """
                - beans:
                    - name: drover
                      type: java.util.concurrent.atomic.AtomicInteger
                """,
                ":2: there is a bean 'drover' already");
        REFUSED.put(
                """
                - routeTemplate:
                    id: inbox
                    from: {uri: "direct:x", steps: [{log: x}]}
                """,
                ":2: there is a route template 'inbox' already");
        REFUSED.put(
                "- route: {id: api-jobs, from: {uri: \"direct:mine\", steps: [{log: x}]}}\n",
                ":1: Failed to start route: api-jobs because: Another file has a route of this id");
        REFUSED.put(
                """
                - rest:
                    path: /api
                    get: [{path: /mine, to: "direct:mine"}]
                - route: {id: mine, from: {uri: "direct:mine", steps: [{setBody: {constant: mine}}]}}
                """,
                ":2: the path /api/mine is Drover's own");
        for (String path : List.of(
                "/data/mine", "/API/mine", "/{any}/oauth2/token", "/drover/dmf/{blob}", "/docs/api", "/api*", "/")) {
            REFUSED.put(
                    "- route: {id: mine, from: {uri: \"platform-http:%s\", steps: [{log: x}]}}\n".formatted(path),
                    ":1: the path " + path + " is Drover's own");
        }
    }

    @TempDir
    private static Path home;

    private static TestServer drover;
    private static String jobs;

    @BeforeAll
    static void start() throws Exception {
        drover = ErpTask.withJob(new TestServer(home))
                .withRoutes("documentation.camel.yaml", "oauth.camel.yaml")
                .with("drover.http.open-paths", "/v1/*,/open/*")
                .start();
        jobs = drover.get("/api/jobs").body();
        assertThat(jobs).startsWith("[").contains("\"Products\"");
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    @AfterEach
    void nothingStays() throws Exception {
        try (var files = Files.list(home.resolve("routes"))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("a-"))
                    .toList()) {
                Files.delete(file);
            }
        }
        if (drover.server() != null) {
            await().until(() -> problems().isEmpty() && !camelHas("mine"));
            assertThat(drover.get("/api/jobs").body()).isEqualTo(jobs);
        }
    }

    @Test
    void whatWouldChangeDroversOwnRoutesIsRefusedWithItsLine() throws Exception {
        for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
            Path file = write("a-mine", refused.getKey());

            await().untilAsserted(() -> assertThat(problems())
                    .as(refused.getKey())
                    .singleElement()
                    .asString()
                    .startsWith(file + refused.getValue()));
            assertThat(Validation.of(List.of(file), drover.settings()).problems())
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(drover.get("/api/jobs").body()).isEqualTo(jobs);
            assertThat(drover.get("/v1/api/jobs").statusCode()).isEqualTo(404);
        }
    }

    /** A start has nothing that ran before, and no check ahead of it. */
    @Test
    void nothingOfARefusedFileIsThereAfterAStart() throws Exception {
        int number = 0;
        for (String text : REFUSED.keySet()) {
            write("a-refused" + number++, text);
        }
        drover.close();
        drover.start();

        assertThat(problems()).hasSize(REFUSED.size());
        assertThat(drover.get("/api/jobs").body()).isEqualTo(jobs);
        assertThat(drover.get("/v1/api/jobs").statusCode()).isEqualTo(404);
        ModelCamelContext camel = (ModelCamelContext) drover.server().camel();
        assertThat(camel.getRestConfiguration().getContextPath()).isNull();
        assertThat(camel.getRouteConfigurationDefinitions()).isEmpty();
        assertThat(camel.getCustomBeans()).isEmpty();
        assertThat(drover.count("SELECT count(*) FROM Product")).isZero();
    }

    @Test
    void aPatternOfOnesOwnDoesNotMatchDroversPaths() throws Exception {
        write(
                "a-patterns",
                """
                - route: {id: mine, from: {uri: "platform-http:/{a}/{b}", steps: [{setBody: {constant: pair}}]}}
                - route: {id: all, from: {uri: "platform-http:/*", steps: [{setBody: {constant: all}}]}}
                """);
        await().untilAsserted(() -> assertThat(drover.get("/x/y").body()).isEqualTo("pair"));
        assertThat(drover.get("/x/y/z").body()).isEqualTo("all");
        // Mounted again, behind the patterns
        Path api = home.resolve("routes/api.camel.yaml");
        Files.writeString(api, Files.readString(api) + "\n# changed\n");
        await().untilAsserted(() -> assertThat(routeOrder("mine")).isLessThan(routeOrder("api-jobs")));

        awaitApi();
        assertThat(drover.get("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(drover.get("/").body()).contains("Drover");
        assertThat(drover.get("/x/discovery/keys").body()).contains("keys");
    }

    @Test
    void whatAFileSaysOfAllItsRoutesIsNotSaidOfDrovers() throws Exception {
        write(
                "a-all",
                """
                - interceptFrom: {steps: [{setHeader: {name: X-Mine, constant: "yes"}}]}
                - onException:
                    exception: [java.lang.Throwable]
                    handled: {constant: "true"}
                    steps: [{setBody: {constant: handled}}]
                - onCompletion: {mode: BeforeConsumer, steps: [{setHeader: {name: X-Completed, constant: "yes"}}]}
                - route: {id: mine, from: {uri: "platform-http:/mine", steps: [{to: "job:Gone"}]}}
                """);
        await().untilAsserted(() -> assertThat(drover.get("/mine").body()).isEqualTo("handled"));
        Path api = home.resolve("routes/api.camel.yaml");
        Files.writeString(api, Files.readString(api) + "\n# changed again\n");
        await().untilAsserted(() -> assertThat(routeOrder("mine")).isLessThan(routeOrder("api-jobs")));

        awaitApi();
        HttpResponse<String> answer = drover.get("/api/jobs");
        assertThat(answer.headers().map()).doesNotContainKeys("x-mine", "x-completed");
    }

    /** A path of one's own may be open; nothing of Drover's is there. */
    @Test
    void aRestOfOnesOwnSaysForItselfWhatItNeeds() throws Exception {
        write(
                "a-rest",
                """
                - rest:
                    path: /open/mine
                    produces: text/plain
                    get: [{path: "/{name}", to: "direct:mine"}]
                - route: {id: mine, from: {uri: "direct:mine", steps: [{setBody: {simple: "Hello ${header.name}"}}]}}
                """);
        await().untilAsserted(() -> assertThat(plain("/open/mine/you").body()).isEqualTo("Hello you"));
        assertThat(plain("/open/api/applications").statusCode()).isEqualTo(404);
        assertThat(plain("/api/applications").statusCode()).isEqualTo(401);
    }

    @Test
    void settingsThatWouldMoveTheApiKeepTheServerFromStarting(@TempDir Path other) {
        TestServer moved =
                new TestServer(other).with("camel.rest.contextPath", "/v1").with("camel.rest.bindingMode", "json");
        assertThatThrownBy(moved::start)
                .hasMessageContaining("camel.rest.bindingMode, camel.rest.contextPath would change Drover's own API");
    }

    /** As a client from elsewhere asks: through a proxy, without a token. */
    private static HttpResponse<String> plain(String path) throws IOException, InterruptedException {
        URI uri = URI.create(drover.server().url() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).header("Via", "1.1 proxy").build(), BodyHandlers.ofString());
    }

    private static Path write(String name, String text) throws IOException {
        drover.withFile("routes/" + name + ".camel.yaml", text);
        return home.resolve("routes/" + name + ".camel.yaml");
    }

    private static void awaitApi() {
        await().untilAsserted(() -> assertThat(drover.get("/api/jobs").body()).isEqualTo(jobs));
    }

    private static int routeOrder(String id) {
        return drover.server().camel().getRoutes().stream()
                .map(org.apache.camel.Route::getRouteId)
                .toList()
                .indexOf(id);
    }

    private static boolean camelHas(String route) {
        return drover.server().camel().getRoute(route) != null;
    }

    private static List<Problem> problems() {
        return drover.server().deployments().problems();
    }
}
