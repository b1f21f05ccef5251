package io.drover.connection.named;

import static io.drover.testing.ErpTask.PRODUCTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.TaskOperations;
import io.drover.connection.OutgoingCalls;
import io.drover.connection.OutgoingRequest;
import io.drover.connection.definition.ConnectionDefinition;
import io.drover.connection.definition.ConnectionOption;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.task.definition.TaskDefinition;
import io.drover.testing.ConsoleLines;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Request;
import io.drover.testing.TestProxy;
import io.drover.testing.TestServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that name a connection: what it says for them, what they say themselves, and what changes while they run. */
class ConnectionTaskTest {
    private static final String SECRET = "s3cret-of-the-connection";

    @TempDir
    private static Path home;

    private static ScriptedServer erp;
    private static ScriptedServer tokens;
    private static TestProxy proxy;
    private static TestServer drover;
    private static ConsoleLines console;

    @BeforeAll
    static void start() {
        erp = new ScriptedServer();
        tokens = new ScriptedServer();
        proxy = new TestProxy(URI.create(erp.url()).getPort(), "proxied", SECRET, "Basic realm=\"x\"");
        console = new ConsoleLines();
        drover = ErpTask.withJob(new TestServer(home)).with("erp.secret", SECRET);
        connection(
                "Basic",
                erp.url(),
                "<authentication><basic user='drover' password='{{erp.secret}}'/></authentication>");
        connection("Bearer", erp.url(), "<authentication><bearer token='{{erp.secret}}'/></authentication>");
        connection("Key", erp.url(), "<authentication><apiKey key='{{erp.secret}}' name='X-Key'/></authentication>");
        connection(
                "Query",
                erp.url(),
                "<query name='api-version' value='2 0'/><authentication>"
                        + "<apiKey key='{{erp.secret}}' name='code' in='query'/></authentication>");
        connection(
                "Security",
                erp.url(),
                "<header name='Company' value='CRONUS'/><header name='X-Y' value='z'/>"
                        + "<securityKey key='{{erp.secret}}'/>");
        connection(
                "OAuth",
                erp.url(),
                "<authentication><oauth2 tokenUrl='" + tokens.url()
                        + "' clientId='drover' clientSecret='{{erp.secret}}'/></authentication>");
        connection(
                "Proxied",
                erp.url(),
                "<proxy url='http://127.0.0.1:" + proxy.port() + "' user='proxied' password='{{erp.secret}}'/>");
        connection("Limited", erp.url(), "<retries most='0'/><limits requestsAtOnce='1'/>");
        for (String name : List.of("Basic", "Bearer", "Key", "Query", "OAuth", "Proxied", "Limited")) {
            task(name, "");
        }
        task("Security", "<parameter name='Request headers' value='company: A'/>");
        task("Path", "Basic", "<parameter name='Web service URL' value='/products?changed=1'/>");
        task("Elsewhere", "Basic", "<parameter name='Web service URL' value='http://127.0.0.1:1/erp'/>");
        task("Upward", "Basic", "<parameter name='Web service URL' value='../admin'/>");
        drover.start();
    }

    private static void connection(String name, String url, String more) {
        drover.withFile(
                "Files/Connections/" + name + ".xml",
                "<connection name='" + name + "'>\n<baseUrl>" + url + "</baseUrl>\n" + more + "</connection>");
    }

    private static void task(String name, String more) {
        task(name, name, more);
    }

    private static void task(String name, String connection, String more) {
        drover.withFile(
                "Files/ScheduledTasks/" + name + ".xml",
                """
                <scheduledTask name="%s">
                  <addIn name="import-data">
                    <parameter name="Connection" value="%s"/>
                    <parameter name="Request XML"><![CDATA[<GetEcomData/>]]></parameter>
                    %s
                  </addIn>
                  <job>Products</job>
                </scheduledTask>
                """
                        .formatted(name, connection, more));
    }

    @AfterAll
    static void stop() {
        drover.close();
        erp.close();
        tokens.close();
        proxy.close();
        console.close();
    }

    @Test
    void theConnectionSaysWhereTheSystemIsAndWhoAsksAndNobodyElseSeesIt() throws Exception {
        erp.answers(PRODUCTS);
        tokens.answers(200, "application/json", "{\"access_token\": \"first-token\", \"expires_in\": 3600}");
        String basic = Base64.getEncoder().encodeToString(("drover:" + SECRET).getBytes(UTF_8));

        assertThat(asked("Basic").headers()).containsEntry("authorization", "Basic " + basic);
        assertThat(asked("Bearer").headers()).containsEntry("authorization", "Bearer " + SECRET);
        assertThat(asked("Key").headers()).containsEntry("x-key", SECRET);
        assertThat(asked("Query").uri()).hasToString("/erp?api-version=2%200&code=" + SECRET);
        assertThat(asked("Security").headers())
                .containsEntry("securitykey", SECRET)
                .containsEntry("company", "A")
                .containsEntry("x-y", "z");
        assertThat(asked("OAuth").headers()).containsEntry("authorization", "Bearer first-token");
        assertThat(asked("Path").uri()).hasToString("/erp/products?changed=1");
        assertThat(asked("Proxied").headers()).doesNotContainKey("authorization");
        assertThat(proxy.requests()).singleElement().asString().startsWith("POST http://127.0.0.1:");

        erp.answers(exchange -> ScriptedServer.respond(
                exchange, 400, "text/plain", exchange.getRequestHeaders().entrySet() + "" + exchange.getRequestURI()));
        for (String task : List.of("Basic", "Bearer", "Key", "Query", "Security")) {
            assertThat(run(task).message()).contains("answered 400").doesNotContain(SECRET, basic);
        }
        assertThat(console.file()).doesNotContain(SECRET, basic);
        assertThat(drover.rows("SCRIPT").toString()).doesNotContain(SECRET, basic);
        assertThat(drover.server()
                        .camel()
                        .getRegistry()
                        .lookupByNameAndType("connections", NamedConnections.class)
                        .counts("basic"))
                .satisfies(counts -> assertThat(counts.calls()).isPositive())
                .satisfies(counts -> assertThat(counts.running()).isZero());
    }

    @Test
    void itsCredentialsGoNowhereElse() {
        assertThat(problems())
                .anySatisfy(problem -> assertThat(problem)
                        .contains("Elsewhere.xml:5: the parameter webServiceUrl: http://127.0.0.1:1/erp is at another"
                                + " server than the connection Basic"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("Upward.xml:5: the parameter webServiceUrl: the path ../admin leads upwards"));
    }

    @Test
    void allWhoUseItShareItsLimits() throws Exception {
        erp.answers(PRODUCTS);
        erp.hold();
        int before = erp.requests().size();
        NamedConnections connections =
                drover.server().camel().getRegistry().lookupByNameAndType("connections", NamedConnections.class);
        Future<TaskRun> one = CompletableFuture.supplyAsync(() -> run("Limited"));
        await().until(() -> erp.requests().size() == before + 1);
        Future<?> other = CompletableFuture.runAsync(() -> connectionsCall(connections));
        await().until(() -> connections.counts("Limited").waiting() == 1);
        assertThat(erp.requests()).hasSize(before + 1);

        erp.release();
        assertThat(one.get().outcome()).isEqualTo(Outcome.Completed);
        other.get();
        assertThat(connections.counts("Limited").running()).isZero();
    }

    private static void connectionsCall(NamedConnections connections) {
        try {
            OutgoingCalls.SHARED.send(
                    OutgoingRequest.get(URI.create(erp.url()))
                            .transport(connections.get("limited").transport()),
                    answer -> answer.text(10_000));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aChangedFileCountsFromTheNextRunOnAndTheRunUnderWayKeepsItsOwn() throws Exception {
        ScriptedServer second = new ScriptedServer();
        second.answers(PRODUCTS);
        connection("Moving", erp.url(), "<retries delay='1ms'/>");
        task("Moving", "");
        await().until(() -> defined("Moving"));
        erp.hold();
        int before = erp.requests().size();
        Future<TaskRun> run = CompletableFuture.supplyAsync(() -> run("Moving"));
        await().until(() -> erp.requests().size() == before + 1);

        connection("Moving", second.url(), "<retries delay='1ms'/>");
        await().until(() -> baseUrl("Moving").equals(second.url()));
        erp.answers(
                exchange -> { // the next attempt of the run goes to where it began
                    erp.answers(PRODUCTS);
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                });
        erp.release();
        assertThat(run.get().outcome()).isEqualTo(Outcome.Completed);
        assertThat(erp.requests()).hasSize(before + 2);
        assertThat(second.requests()).isEmpty();

        assertThat(run("Moving").outcome()).isEqualTo(Outcome.Completed);
        assertThat(second.requests()).hasSize(1);
        second.close();
    }

    @Test
    void aNameThatIsNotThereIsSaidWithItsLineAndWhatThereIs() throws Exception {
        task("Lost", "erb", "");
        await().untilAsserted(() -> assertThat(problems()).anySatisfy(problem -> assertThat(problem)
                .contains("Lost.xml:3: the parameter connection: there is no usable connection \"erb\" in Connections;"
                        + " usable are Basic, ")));
        task("Both", "Basic", "<parameter name='User' value='x'/>");
        await().untilAsserted(() -> assertThat(problems()).anySatisfy(problem -> assertThat(problem)
                .contains("Both.xml:5: the parameter user cannot be set beside a connection, which says who asks")));
        connection("Unset", erp.url(), "<authentication><bearer token='{{env:NOT_SET_ANYWHERE}}'/></authentication>");
        await().untilAsserted(() -> assertThat(problems()).anySatisfy(problem -> assertThat(problem)
                .contains("Unset.xml:3: bearerToken: the environment variable NOT_SET_ANYWHERE is not set")));
        drover.withFile(
                "routes/own.camel.yaml",
                """
                - route:
                    id: own
                    from:
                      uri: direct:own
                      steps:
                        - toD: "webservice:erb/orders/${header.id}?method=POST"
                        - to: "webservice:basic/orders"
                """);
        await().untilAsserted(() -> assertThat(problems()).anySatisfy(problem -> assertThat(problem)
                .contains("own.camel.yaml:6: there is no connection 'erb', which a route sends to or reads; there"
                        + " are Basic, ")));
        assertThat(problems()).noneMatch(problem -> problem.contains("'basic'"));
        for (String file : List.of("ScheduledTasks/Lost.xml", "ScheduledTasks/Both.xml", "Connections/Unset.xml")) {
            Files.delete(drover.files(file));
        }
    }

    private static List<String> problems() {
        return drover.server().deployments().problems().stream()
                .map(Object::toString)
                .toList();
    }

    private static boolean defined(String name) {
        return drover.server().catalog().has(TaskDefinition.class, name);
    }

    private static String baseUrl(String name) {
        Map<String, ConnectionDefinition> all =
                drover.server().catalog().current().all(ConnectionDefinition.class);
        return all.get(name).option(ConnectionOption.BASE_URL).orElseThrow().value();
    }

    private static Request asked(String task) {
        TaskRun run = run(task);
        assertThat(run.outcome()).as(task + ": " + run.message()).isEqualTo(Outcome.Completed);
        return erp.requests().get(erp.requests().size() - 1);
    }

    private static TaskRun run(String task) {
        return drover.server().operations(TaskOperations.class).runTask(task).run();
    }
}
