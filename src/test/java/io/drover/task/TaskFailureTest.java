package io.drover.task;

import static io.drover.testing.ErpTask.PRODUCTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.drover.api.TaskOperations;
import io.drover.api.TaskOperations.TaskResult;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ConsoleLines;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * promises.md, fault 40: a remote system that is down, slow or answers nonsense fails the run with what and where, and the
 * data of the last good answer stay, though the job deletes what is missing in an answer.
 */
class TaskFailureTest {
    @TempDir
    private static Path home;

    private static ScriptedServer erp;
    private static TestServer drover;

    private ConsoleLines console;

    @BeforeAll
    static void start() {
        erp = new ScriptedServer();
        drover = ErpTask.withJob(new TestServer(home))
                .withFile(
                        "Files/ScheduledTasks/Poll.xml",
                        ErpTask.file("Poll", "", erp.url(), "Request timeout", "1s", "Retries", "0"))
                .withFile(
                        "Files/ScheduledTasks/Down.xml",
                        ErpTask.file(
                                "Down",
                                "",
                                "http://127.0.0.1:" + TestServer.freePort() + "/erp?key=s3cret",
                                "Retries",
                                "0"))
                .withFile(
                        "Files/ScheduledTasks/Password.xml",
                        ErpTask.file("Password", "", "http://me:s3cret@127.0.0.1/erp"))
                .start();
        erp.answers(PRODUCTS);
        assertThat(run("Poll").run().outcome()).isEqualTo(Outcome.Completed);
    }

    @AfterAll
    static void stop() {
        drover.close();
        erp.close();
    }

    @BeforeEach
    void listen() {
        console = new ConsoleLines();
    }

    @AfterEach
    void theTableIsAsTheLastGoodAnswerLeftIt() throws Exception {
        console.close();
        erp.release();
        assertThat(drover.rows("SELECT Id, Name FROM Product ORDER BY Id"))
                .containsExactly(List.of("1", "Bolt"), List.of("2", "Nut"));
    }

    @ParameterizedTest
    @CsvSource({"500, Internal error", "302, Moved", "404, Not found"})
    void aStatusThatIsNotSuccessFailsTheRun(int status, String body) {
        erp.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", erp.url());
            respond(exchange, status, body);
        });
        int before = erp.requests().size();

        assertThat(failure("Poll")).contains(erp.url()).contains(String.valueOf(status));
        assertThat(erp.requests()).as("nothing is followed or repeated").hasSize(before + 1);
    }

    @Test
    void aServerThatIsDownFailsTheRun() {
        assertThat(failure("Down"))
                .matches("http://127\\.0\\.0\\.1:\\d+/erp: Connect to .* failed: Connection refused")
                .as("a query may hold a key")
                .doesNotContain("s3cret");
        assertThat(failure("Password")).startsWith("http://127.0.0.1/erp: ").doesNotContain("s3cret");
    }

    @Test
    void anAnswerThatDoesNotComeFailsTheRunAfterTheTimeout() {
        erp.hold();

        assertThat(failure("Poll")).isEqualTo(erp.url() + ": its answer had not begun within 1 s");
    }

    @Test
    void anAnswerThatStopsComingFailsTheRunAfterTheTimeout() {
        erp.answers(exchange -> {
            exchange.sendResponseHeaders(200, PRODUCTS.length());
            exchange.getResponseBody().write(PRODUCTS.substring(0, 200).getBytes(UTF_8));
            exchange.getResponseBody().flush();
        });

        assertThat(failure("Poll")).isEqualTo(erp.url() + ": Read timed out");
    }

    @Test
    void anAnswerWhoseConnectionBreaksFailsTheRun() {
        erp.answers(exchange -> {
            exchange.sendResponseHeaders(200, PRODUCTS.length());
            exchange.getResponseBody().write(PRODUCTS.substring(0, 200).getBytes(UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        });

        assertThat(failure("Poll")).startsWith(erp.url() + ": Premature end");
    }

    /** Each is well-received HTTP; what it holds is kept where a person can look at it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html | <html><body>Please log in</body></html> | <html> | Please log in",
                "text/xml  | <Envelope><Fault>no such company</Fault></Envelope> | <Envelope> | no such company",
                "text/xml  | <tables><table tableName='Product'><item table='Product'> | the file ends before </tables> | ''",
                "text/xml  | <tables><table></tables> | line 1, column 24: an end tag does not match | ''",
                "text/xml  | '' | empty | ''",
            })
    void anAnswerThatIsNotTheExpectedDocumentFailsTheRunAndIsKept(
            String type, String body, String reason, String quoted) throws IOException {
        erp.answers(200, type, body);
        List<Path> before = kept();

        String failure = failure("Poll");

        assertThat(failure).startsWith(erp.url() + ": ").contains(reason).contains(quoted);
        assertThat(kept()).hasSize(before.size() + 1).anySatisfy(file -> {
            assertThat(file).hasContent(body);
            assertThat(failure).endsWith("(kept as " + file + ")");
        });
    }

    /** Nobody would ever load it, and the run would wait for ever. */
    @Test
    void aDeliveryThatIsRemovedFromTheInboxFailsTheRun() throws Exception {
        erp.answers(PRODUCTS);
        RouteController routes = drover.server().camel().getRouteController();
        String inbox = inboxRoute();
        routes.suspendRoute(inbox);
        try {
            CompletableFuture<String> failure = CompletableFuture.supplyAsync(() -> failure("Poll"));
            String file = await().until(
                            () -> drover.rows("SELECT file FROM drover.delivery WHERE state = 'Waiting'"),
                            rows -> !rows.isEmpty())
                    .get(0)
                    .get(0);
            Files.delete(drover.files("Inbox/Products/" + file));

            assertThat(failure.get(2, TimeUnit.MINUTES))
                    .isEqualTo("job Products did not load " + file + ": it left the inbox before the job got to it");
        } finally {
            routes.resumeRoute(inbox);
        }
    }

    private static String inboxRoute() {
        return drover.server().camel().getRoutes().stream()
                .filter(route -> route.getEndpoint().getEndpointUri().contains("/Inbox/Products"))
                .findFirst()
                .orElseThrow()
                .getRouteId();
    }

    /** Runs a task that must fail, with one line on the console; gives the message that the history has. */
    private String failure(String task) {
        TaskResult result = run(task);
        assertThat(result.run().outcome()).isEqualTo(Outcome.Failed);
        assertThat(result.executions()).isEmpty();
        assertThat(console.all())
                .containsExactly(
                        "ERROR " + task + "  task failed: " + result.run().message());
        console.clear();
        return result.run().message();
    }

    private static TaskResult run(String task) {
        return drover.server().operations(TaskOperations.class).runTask(task);
    }

    private static List<Path> kept() throws IOException {
        if (!Files.exists(drover.files("Failed/Products"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(drover.files("Failed/Products"))) {
            return files.toList();
        }
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }
}
