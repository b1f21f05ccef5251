package io.drover.connection.webservice;

import static io.drover.testing.ErpTask.PRODUCTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ConsoleLines;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Request;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How tasks show who they are, and that nobody else sees it; what is kept of their requests. */
class WebServiceAuthenticationTest {
    private static final String SECRET = "s3cret-of-the-erp";

    @TempDir
    private static Path home;

    private static ScriptedServer erp;
    private static ScriptedServer tokens;
    private static TestServer drover;
    private static ConsoleLines console;

    @BeforeAll
    static void start() {
        erp = new ScriptedServer();
        tokens = new ScriptedServer();
        console = new ConsoleLines();
        drover = ErpTask.withJob(new TestServer(home)).with("drover.log.requests.max-file", "200");
        task("Basic", "Authentication", "basic", "User", "drover", "Password", SECRET);
        task("Bearer", "Authentication", "bearer", "Bearer token", SECRET);
        task("Key", "Authentication", "apiKey", "API key", SECRET, "API key name", "Ocp-Apim-Subscription-Key");
        task("Query", "Authentication", "apiKeyInQuery", "API key", SECRET + "&amp;", "API key name", "code");
        task(
                "Header",
                "Security key",
                SECRET,
                "Security key header",
                "X-Shop",
                "Request headers",
                "Company: A&#10;X-Y:z");
        task("Evil", "Request headers", "Company: A&#10;Host x");
        task("Forgotten", "Authentication", "basic");
        task("OrderHeader", "Request headers", "cAMELrESTHttpUri: http://127.0.0.1:1/");
        task("OrderKey", "Security key", SECRET, "Security key header", "CamelHttpUri");
        task("OrderName", "Authentication", "apiKey", "API key", SECRET, "API key name", "camelhttppath");
        task("First", "Authentication", "basic", "User", "first", "Password", SECRET, "Retry delay", "10ms");
        task("Second", "Authentication", "basic", "User", "second", "Password", SECRET);
        String[] oauth = {
            "Authentication", "oauth2", "Token URL", tokens.url(), "Client id", "drover", "Client secret", SECRET
        };
        task("OAuth", oauth);
        task("OAuthToo", oauth);
        task(
                "Other",
                "Authentication",
                "oauth2",
                "Token URL",
                tokens.url(),
                "Client id",
                "other",
                "Client secret",
                SECRET);
        drover.start();
    }

    private static void task(String name, String... parameters) {
        String[] all = Stream.concat(
                        Stream.of(parameters),
                        Stream.of(
                                "Log all requests and responses", "True", "Retries", name.equals("First") ? "1" : "0"))
                .toArray(String[]::new);
        drover.withFile("Files/ScheduledTasks/" + name + ".xml", ErpTask.file(name, "", erp.url(), all));
    }

    @AfterAll
    static void stop() {
        drover.close();
        erp.close();
        tokens.close();
        console.close();
    }

    @Test
    void credentialsAreSentAsTheWebServiceWantsThemAndSeenNowhereElse() throws Exception {
        erp.answers(PRODUCTS);
        String basic = Base64.getEncoder().encodeToString(("drover:" + SECRET).getBytes(UTF_8));
        assertThat(asked("Basic").headers()).containsEntry("authorization", "Basic " + basic);
        assertThat(asked("Bearer").headers()).containsEntry("authorization", "Bearer " + SECRET);
        assertThat(asked("Key").headers()).containsEntry("ocp-apim-subscription-key", SECRET);
        assertThat(asked("Query").uri()).hasToString("/erp?code=" + SECRET + "%26");
        assertThat(asked("Header").headers())
                .containsEntry("x-shop", SECRET)
                .containsEntry("company", "A")
                .containsEntry("x-y", "z")
                .doesNotContainKeys("securitykey", "authorization");

        erp.answers(
                exchange -> { // a web service that shows what it was sent
                    byte[] echo = ("<tables>" + exchange.getRequestHeaders().entrySet() + exchange.getRequestURI())
                            .getBytes(UTF_8);
                    exchange.sendResponseHeaders(400, echo.length);
                    exchange.getResponseBody().write(echo);
                    exchange.close();
                });
        for (String task : List.of("Basic", "Bearer", "Key", "Query", "Header")) {
            assertThat(run(task).message()).contains("answered 400").doesNotContain(SECRET, basic);
        }
        assertThat(console.file()).doesNotContain(SECRET, basic);
        assertThat(drover.rows("SCRIPT").toString()).doesNotContain(SECRET, basic);
        assertThat(logs())
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(log -> assertThat(log).content().doesNotContain(SECRET, basic));
    }

    @Test
    void anAccessTokenServesManyRunsAndIsRenewedOnceWhenItIsRefused() {
        int asked = tokens.requests().size();
        tokens.answers(200, "application/json", "{\"access_token\": \"first-token\", \"expires_in\": 3600}");
        erp.answers(PRODUCTS);
        assertThat(asked("OAuth").headers()).containsEntry("authorization", "Bearer first-token");
        assertThat(asked("OAuthToo").headers()).containsEntry("authorization", "Bearer first-token");
        assertThat(tokens.requests()).hasSize(asked + 1);

        tokens.answers(200, "application/json", "{\"access_token\": \"second-token\", \"expires_in\": 3600}");
        erp.answers(exchange -> {
            erp.answers(PRODUCTS);
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        assertThat(asked("OAuth").headers()).containsEntry("authorization", "Bearer second-token");
        assertThat(tokens.requests()).hasSize(asked + 2);

        int before = erp.requests().size();
        erp.answers(401, "text/plain", "not you");
        TaskRun run = run("OAuth");
        assertThat(run.outcome()).isEqualTo(Outcome.Failed);
        assertThat(run.message()).contains("answered 401", "not you");
        assertThat(erp.requests()).as("asked twice").hasSize(before + 2);
    }

    @Test
    void aTokenThatCannotBeHadFailsTheRun() {
        int before = erp.requests().size();
        tokens.answers(
                400, "application/json", "{\"error\": \"invalid_client\", \"error_description\": \"" + SECRET + "\"}");

        TaskRun run = run("Other");

        assertThat(run.outcome()).isEqualTo(Outcome.Failed);
        assertThat(run.message())
                .contains("the token endpoint " + tokens.url() + ": answered 400: invalid_client ***")
                .doesNotContain(SECRET);
        assertThat(erp.requests()).hasSize(before);
    }

    @Test
    void parametersThatCannotBeMeantAreNamed() {
        assertThat(run("Evil").message()).contains("requestHeaders", "'Host x'", "no header");
        assertThat(run("Forgotten").message()).contains("the parameter user is empty; authentication basic needs it");
    }

    @ParameterizedTest
    @CsvSource({
        "OrderHeader, requestHeaders, cAMELrESTHttpUri",
        "OrderKey, securityKeyHeader, CamelHttpUri",
        "OrderName, apiKeyName, camelhttppath"
    })
    void aHeaderThatIsAnOrderToCamelIsRefused(String task, String parameter, String header) {
        int before = erp.requests().size();

        assertThat(run(task).message())
                .contains("the parameter " + parameter + " has the header " + header, "an order to Camel");
        assertThat(erp.requests()).hasSize(before);
    }

    /** Two tasks of one address, whose server knows its callers by their sessions once they have one. */
    @Test
    void aSessionIsThatOfOneRunAndNobodyElseComesByIt() throws Exception {
        AtomicInteger sessions = new AtomicInteger();
        erp.answers(exchange -> {
            boolean first = exchange.getRequestHeaders().getFirst("Cookie") == null;
            if (first) {
                exchange.getResponseHeaders().add("Set-Cookie", "sid=s" + sessions.incrementAndGet() + "; Path=/");
                exchange.getResponseHeaders().add("Set-Cookie", "node=a; Path=/; HttpOnly");
                exchange.getResponseHeaders().add("Set-Cookie", "other=x; Domain=evil.example; Path=/");
            }
            ScriptedServer.respond(exchange, first ? 503 : 200, "text/xml", PRODUCTS);
        });

        assertThat(asked("First").headers())
                .as("the second request of the run")
                .hasEntrySatisfying("cookie", cookies -> assertThat(cookies.split("; ?"))
                        .containsExactlyInAnyOrder("sid=s1", "node=a"));
        erp.answers(PRODUCTS);
        assertThat(asked("Second").headers()).as("another task").doesNotContainKey("cookie");
        assertThat(asked("First").headers()).as("the next run").doesNotContainKey("cookie");
    }

    /** Add-ins of one's own are tasks too, and Camel's client has one store for all who use an endpoint. */
    @Test
    void endpointsOfOnesOwnKeepNoCookiesByThemselves() {
        erp.answers(exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "sid=1; Path=/");
            ScriptedServer.respond(exchange, 200, "text/xml", PRODUCTS);
        });
        try (ProducerTemplate template = drover.server().camel().createProducerTemplate()) {
            for (String endpoint : List.of(erp.url(), erp.url(), "https:own", "https:own")) {
                template.requestBodyAndHeader(endpoint, null, Exchange.HTTP_URI, erp.url(), String.class);
                assertThat(erp.requests().get(erp.requests().size() - 1).headers())
                        .doesNotContainKey("cookie");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theLogOfALargeAnswerIsCutAndTheDeliveryIsWhole() throws Exception {
        List<Path> before = logs();
        erp.answers(PRODUCTS);

        assertThat(run("Bearer").outcome()).isEqualTo(Outcome.Completed);

        assertThat(drover.count("SELECT COUNT(*) FROM Product")).isEqualTo(2);
        assertThat(logs())
                .filteredOn(log -> !before.contains(log) && log.toString().contains("response"))
                .singleElement()
                .satisfies(log -> assertThat(log)
                        .content()
                        .startsWith(PRODUCTS.substring(0, 200))
                        .hasSizeLessThan(300)
                        .endsWith("... (cut off in this log only)\n"));
    }

    private static Request asked(String task) {
        assertThat(run(task).outcome()).as(task).isEqualTo(Outcome.Completed);
        return erp.requests().get(erp.requests().size() - 1);
    }

    private static TaskRun run(String task) {
        return drover.server().operations(TaskOperations.class).runTask(task).run();
    }

    private static List<Path> logs() throws IOException {
        Files.createDirectories(drover.files("Log"));
        try (Stream<Path> files = Files.walk(drover.files("Log"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
