package io.drover.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Request;
import io.drover.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test requests: over the API, from the command line beside a server and without one, and of no task at all. */
class TestRequestTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private final ScriptedServer erp = new ScriptedServer();
    private TestServer server;
    private CommandLineRuns line;

    @BeforeEach
    void define() {
        server = ErpTask.withJob(new TestServer(home))
                .withFile(
                        "Files/ScheduledTasks/Products.xml",
                        ErpTask.file("Products", "", erp.url() + "?shop=1", "Security key", "hunter2secret"));
        erp.answers(ErpTask.PRODUCTS);
    }

    @AfterEach
    void stop() {
        if (line != null) {
            line.close();
        }
        server.close();
        erp.close();
    }

    @Test
    void the_api_tells_what_the_remote_system_answers_and_the_jobs_get_nothing() throws Exception {
        server.start();

        JsonNode answer = ask("");

        assertThat(answer.path("status").intValue()).isEqualTo(200);
        assertThat(answer.path("problem").isNull()).isTrue();
        assertThat(answer.path("address").textValue()).isEqualTo(erp.url());
        assertThat(answer.path("headers").path("Content-Type").textValue()).isEqualTo("text/xml; charset=utf-8");
        JsonNode content = answer.path("content");
        assertThat(content.path("root").textValue()).isEqualTo("tables");
        assertThat(content.path("bytes").intValue()).isEqualTo(ErpTask.PRODUCTS.length());
        assertThat(content.path("tables").path(0).path("table").textValue()).isEqualTo("Product");
        assertThat(content.path("tables").path(0).path("records").intValue()).isEqualTo(2);
        assertThat(content.path("firstLines").path(0).textValue()).startsWith("<?xml");
        Request request = erp.requests().get(0);
        assertThat(request.body()).isEqualTo("<GetEcomData/>");
        assertThat(request.headers()).containsEntry("securitykey", "hunter2secret");
        assertThat(server.count("SELECT count(*) FROM drover.delivery")).isZero();
        assertThat(server.count("SELECT count(*) FROM drover.task_run")).isZero();
        assertThat(server.server().camel().getRoutes())
                .noneMatch(route -> route.getRouteId().startsWith("test-request"));
        assertNothingInSpool();
    }

    @Test
    void a_request_of_ones_own_a_parameter_and_the_check() throws Exception {
        server.start();

        ask("{\"request\": \"<GetList type='orders'/>\", \"parameters\": {\"Security key\": \"another-key\"}}");
        erp.answers("<anything/>");
        JsonNode other = ask("");
        JsonNode check = ask("{\"check\": true}");

        assertThat(erp.requests().get(0).body()).isEqualTo("<GetList type='orders'/>");
        assertThat(erp.requests().get(0).headers()).containsEntry("securitykey", "another-key");
        assertThat(other.path("problem").textValue()).isEqualTo("the answer is <anything>; the task expects <tables>");
        assertThat(erp.requests().get(2).body()).isEqualTo("<GetEcomData></GetEcomData>");
        assertThat(check.path("problem").isNull()).isTrue();
    }

    @Test
    void a_task_that_pages_asks_for_its_first_page() throws Exception {
        server.withRoutes("add-ins/import-data-with-paging.camel.yaml")
                .withFile(
                        "Files/ScheduledTasks/Products.xml",
                        ErpTask.file("Products", "", erp.url() + "?page={page}", "Page size", "70")
                                .replace("import-data", "import-data-with-paging")
                                .replace(
                                        "<GetEcomData/>", "<GetEcomData page=\"{page}\" size=\"{pageSize}\" {other}/>"))
                .start();

        ask("");

        assertThat(erp.requests().get(0).body()).isEqualTo("<GetEcomData page=\"1\" size=\"70\" {other}/>");
    }

    @Test
    void what_goes_wrong_is_said_as_the_task_would() throws Exception {
        server.start();

        erp.answers(503, "text/plain", "closed for hunter2secret");
        JsonNode unavailable = ask("");
        erp.answers(200, "text/xml", "<tables><table tableName=\"Product\"><item>");
        JsonNode half = ask("");
        erp.answers(200, "text/html", "<!DOCTYPE html><html><body>Sign in</body>");
        JsonNode page = ask("");
        erp.close();
        JsonNode gone = ask("");

        assertThat(unavailable.path("problem").textValue()).contains(erp.url(), "503");
        assertThat(half.path("problem").textValue()).contains("not well-formed XML (line 1");
        assertThat(half.path("content").path("firstLines").path(0).textValue()).startsWith("<tables>");
        assertThat(page.path("problem").textValue()).contains("the task expects <tables>");
        assertThat(gone.path("problem").textValue()).contains(erp.url());
        assertThat(gone.path("status").intValue()).isZero();
        assertThat(Stream.of(unavailable, half, page, gone).map(JsonNode::toString))
                .noneMatch(text -> text.contains("hunter2secret"));
        assertThat(erp.requests()).as("nothing is sent twice").hasSize(3);
    }

    @Test
    void an_operator_cannot_send_the_tasks_credentials_elsewhere() throws Exception {
        server.start();

        for (String parameters : List.of(
                "{\"Web service URL\": \"http://127.0.0.1:1/\"}",
                "{\"webServiceUrl\": \"http://127.0.0.1:1/\"}",
                "{\"webServiceUrl.\": \"http://127.0.0.1:1/\"}",
                "{\".web_SERVICE-url!\": \"http://127.0.0.1:1/\"}",
                "{\"webServiceUrl\\u200b\": \"http://127.0.0.1:1/\"}",
                "{\"web\\u200dServiceUrl\": \"http://127.0.0.1:1/\"}",
                "{\"webServiceUr\\u006c\\u0301\": \"http://127.0.0.1:1/\"}",
                "{\"token URL \": \"http://127.0.0.1:1/\", \"authentication\": \"oauth2\"}",
                "{\"requestXml\": \"{{file:/etc/hostname}}\"}")) {
            HttpResponse<String> refused =
                    server.post("/api/tasks/Products/test-request", "{\"parameters\": " + parameters + "}");
            assertThat(refused.statusCode()).as(parameters).isEqualTo(403);
        }
        for (String header : List.of("CamelRestHttpUri", "camelHTTPuri", "CAMELHttpPath", "org.apache.camel.x")) {
            JsonNode refused = ask("{\"parameters\": {\"requestHeaders\": \"" + header + ": http://127.0.0.1:1/\"}}");
            assertThat(refused.path("problem").textValue())
                    .contains("the header " + header + ", which is no header of a request");
        }
        assertThat(erp.requests()).isEmpty();
        assertThat(server.post("/api/tasks/Nothing/test-request", "").statusCode())
                .isEqualTo(404);
        HttpResponse<String> unknown =
                server.post("/api/tasks/Products/test-request", "{\"parameters\": {\"Colour\": \"red\"}}");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("has no parameter [Colour]", "securityKey");
        assertThat(server.post("/api/tasks/Products/test-request", "<x/>").body())
                .contains("the body is no JSON");
        assertThat(erp.requests()).isEmpty();
        assertNothingInSpool();
    }

    @Test
    void the_command_shows_and_saves_the_answer_beside_a_server_and_without_one() throws Exception {
        server.start();
        line = new CommandLineRuns(server);

        Result beside = line.drover("test-request", "Products", "--save", home + "/beside.xml", "--show-headers");
        assertNothingInSpool();
        server.close();
        Result without = line.drover("test-request", "Products", "--save", home + "/without.xml", "--json");
        Result again = line.drover("test-request", "Products", "--save", home + "/without.xml");

        assertThat(beside.err()).isEmpty();
        assertThat(beside.exit()).isZero();
        assertThat(beside.out())
                .contains(erp.url() + "  status 200 in ")
                .contains("Content-Type: text/xml; charset=utf-8")
                .contains("bytes of text/xml; charset=utf-8, root tables")
                .containsPattern("Product +2")
                .contains("it begins:\n  <?xml", "saved as " + home + "/beside.xml")
                .doesNotContain("hunter2secret");
        assertThat(home.resolve("beside.xml")).hasContent(ErpTask.PRODUCTS);
        assertThat(without.json().path("content").path("root").textValue()).isEqualTo("tables");
        assertThat(home.resolve("without.xml")).hasContent(ErpTask.PRODUCTS);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("is there; give another --save, or --force");
        assertThat(erp.requests()).hasSize(2);
    }

    @Test
    void a_request_of_no_task_goes_where_it_is_told_and_leaves_the_installation_alone() throws Exception {
        server.start(); // its data folder is in use
        line = new CommandLineRuns(server);
        Files.writeString(home.resolve("ask.xml"), "<Ask/>");

        Result asked = line.drover(
                "test-request",
                "--url",
                erp.url(),
                "--request",
                home + "/ask.xml",
                "--parameter",
                "Security key=own-key");
        Result check = line.drover("test-request", "--url", erp.url());
        erp.answers(500, "text/plain", "no");
        Result failed = line.drover("test-request", "--url", erp.url());

        assertThat(asked.exit()).as(asked.err()).isZero();
        assertThat(asked.out()).contains("root tables");
        assertThat(erp.requests().get(0).body()).isEqualTo("<Ask/>");
        assertThat(erp.requests().get(0).headers()).containsEntry("securitykey", "own-key");
        assertThat(check.exit()).isZero();
        assertThat(erp.requests().get(1).body()).isEqualTo("<GetEcomData></GetEcomData>");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).contains("failed: ", erp.url(), "500");
        assertThat(line.drover("test-request").err()).contains("give either a task or --url");
    }

    private JsonNode ask(String body) throws Exception {
        HttpResponse<String> answer = server.post("/api/tasks/Products/test-request", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** The answer may be with the client before its file is gone. */
    private void assertNothingInSpool() {
        Path spool = home.resolve("data/spool");
        await().untilAsserted(() -> {
            if (Files.exists(spool)) {
                try (Stream<Path> left = Files.list(spool)) {
                    assertThat(left.filter(path -> path.getFileName().toString().startsWith("test-request")))
                            .isEmpty();
                }
            }
        });
    }
}
