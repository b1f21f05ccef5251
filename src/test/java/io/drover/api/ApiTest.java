package io.drover.api;

import static io.drover.testing.ErpTask.PRODUCTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.security.gate.MachineToken;
import io.drover.testing.ConsoleLines;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON API as a program sees it, over HTTP. */
class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path home;

    private static ScriptedServer erp;
    private static TestServer drover;

    @BeforeAll
    static void start() {
        erp = new ScriptedServer();
        drover = ErpTask.withJob(new TestServer(home))
                .withFile("Files/ScheduledTasks/Poll.xml", ErpTask.file("Poll", "", erp.url()))
                .withFile("Files/ScheduledTasks/Slow.xml", ErpTask.file("Slow", "", erp.url()))
                .start();
    }

    @AfterAll
    static void stop() {
        drover.close();
        erp.close();
    }

    @Test
    void aJobRunsOnTheBodyAndTheExecutionIsInTheHistory() throws Exception {
        HttpResponse<String> response = drover.post("/api/jobs/products/run?file=prices.xml", PRODUCTS);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode execution = JSON.readTree(response.body()).get(0);
        assertThat(execution.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "job",
                        "task",
                        "file",
                        "status",
                        "read",
                        "inserted",
                        "updated",
                        "unchanged",
                        "deleted",
                        "rejected",
                        "skipped",
                        "started",
                        "ended",
                        "message");
        assertThat(execution.get("job").asText()).isEqualTo("Products");
        assertThat(execution.get("task").isNull()).isTrue();
        assertThat(execution.get("file").asText()).isEqualTo("prices.xml");
        assertThat(execution.get("status").asText()).isEqualTo("Completed");
        assertThat(execution.get("read").asLong()).isEqualTo(2);
        assertThat(Instant.parse(execution.get("started").asText()))
                .isBeforeOrEqualTo(Instant.parse(execution.get("ended").asText()));
        assertThat(get("/api/executions/" + execution.get("id").asLong())).isEqualTo(execution);
        assertThat(get("/api/executions?limit=1&job=Products").get(0)).isEqualTo(execution);
    }

    /** The log says what was wrong; over the network goes where to look, and nothing of tables, statements or paths. */
    @Test
    void whatWasNotForeseenIsAnsweredWithAReferenceToTheLog() throws Exception {
        JsonNode execution = run(PRODUCTS);
        drover.sql("ALTER TABLE drover.execution_error RENAME TO moved_away");
        HttpResponse<String> response;
        try {
            response = drover.get("/api/executions/" + execution.get("id") + "/errors");
        } finally {
            drover.sql("ALTER TABLE drover.moved_away RENAME TO execution_error");
        }
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body())
                .matches(
                        "\\{\\s*\"error\" : \"An error has occurred; the server's log says which, at error [\\w-]+\\.\"\\s*}");
    }

    @Test
    void whatCouldNotBeLoadedIsListedByRecord() throws Exception {
        JsonNode execution = run(PRODUCTS.replace(">2<", ">two<"));

        assertThat(execution.get("status").asText()).isEqualTo("Failed");
        JsonNode errors = get("/api/executions/" + execution.get("id") + "/errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).get("table").asText()).isEqualTo("Product");
        assertThat(errors.get(0).get("line").asInt()).isEqualTo(4);
        assertThat(errors.get(0).get("record").asInt()).isEqualTo(2);
        assertThat(errors.get(0).get("column").asText()).isEqualTo("Id");
        assertThat(errors.get(0).get("value").asText()).isEqualTo("two");
        assertThat(errors.get(0).get("reason").asText()).isNotEmpty();
    }

    @Test
    void whatCouldNotBeLoadedIsCsvForWhoAsksForIt() throws Exception {
        JsonNode execution = run(PRODUCTS.replace(">2<", ">=2<"));

        HttpResponse<String> response = send(request("/api/executions/" + execution.get("id") + "/errors")
                .header("Accept", "text/csv")
                .GET()
                .build());

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(response.body())
                .startsWith(
                        "table,line,record,key,column,value,reason,source,step,rule,path\nProduct,4,2,Id==2,Id,'=2,is not a number");
    }

    @Test
    void aDryRunSaysWhatARunWouldChange() throws Exception {
        run(PRODUCTS);
        long before = drover.count("SELECT COUNT(*) FROM drover.execution");
        HttpResponse<String> response = drover.post(
                "/api/jobs/Products/run?dryRun=true&limit=2&file=new.xml", PRODUCTS.replace("Nut", "Wing nut"));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode run = JSON.readTree(response.body());
        assertThat(run.fieldNames())
                .toIterable()
                .containsExactly(
                        "job",
                        "file",
                        "status",
                        "read",
                        "inserted",
                        "updated",
                        "unchanged",
                        "deleted",
                        "rejected",
                        "skipped",
                        "message",
                        "changes",
                        "errors");
        assertThat(run.get("file").asText()).isEqualTo("new.xml");
        assertThat(run.get("updated").asInt()).isEqualTo(1);
        JsonNode change = run.get("changes").get(0);
        assertThat(change.get("change").asText()).isEqualTo("Update");
        assertThat(change.get("before").get("NAME").asText()).isEqualTo("Nut");
        assertThat(change.get("after").get("NAME").asText()).isEqualTo("Wing nut");
        assertThat(drover.rows("SELECT Name FROM Product ORDER BY Id"))
                .containsExactly(List.of("Bolt"), List.of("Nut"));
        assertThat(drover.count("SELECT COUNT(*) FROM drover.execution")).isEqualTo(before);
    }

    @Test
    void aJobIsDraftedFromAFile() throws Exception {
        HttpResponse<String> response = drover.post(
                "/api/jobs/draft?file=new%20products.xml&to=Product", PRODUCTS.replace("\"Name\"", "\"Title\""));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/xml; charset=utf-8");
        assertThat(response.body())
                .contains("<job name=\"new products\" onError=\"stop\">")
                .contains("<column source=\"Id\" destination=\"ID\"/>")
                .contains("<!-- Title of the file is not mapped: the table has no column of this name");
    }

    @Test
    void theHistoryIsReadInPages() throws Exception {
        for (int i = 0; i < 3; i++) {
            run(PRODUCTS);
        }
        List<Long> newest = ids(get("/api/executions?limit=2"));
        List<Long> older = ids(get("/api/executions?limit=2&before=" + newest.get(1)));

        assertThat(newest).hasSize(2).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(older).isNotEmpty().allMatch(id -> id < newest.get(1));
        assertThat(ids(get("/api/executions?job=NoSuchJob"))).isEmpty();
    }

    @Test
    void tasksAndJobsAreListedWithTheirLastRun() throws Exception {
        erp.answers(PRODUCTS);
        JsonNode result = JSON.readTree(drover.post("/api/tasks/Poll/run", "").body());

        assertThat(result.get("run").get("outcome").asText()).isEqualTo("Completed");
        assertThat(result.get("executions").get(0).get("task").asText()).isEqualTo("Poll");
        JsonNode task = get("/api/tasks").get(0);
        assertThat(task.fieldNames())
                .toIterable()
                .containsExactly(
                        "name",
                        "description",
                        "enabled",
                        "folder",
                        "order",
                        "schedule",
                        "ifPreviousSucceeded",
                        "next",
                        "addIn",
                        "jobs",
                        "lastRun");
        assertThat(task.get("name").asText()).isEqualTo("Poll");
        assertThat(task.get("lastRun")).isEqualTo(result.get("run"));
        JsonNode job = get("/api/jobs").get(0);
        assertThat(job.fieldNames())
                .toIterable()
                .containsExactly("name", "description", "dataSource", "waiting", "lastExecution");
        assertThat(job.get("name").asText()).isEqualTo("Products");
        assertThat(job.get("lastExecution").get("id").asLong()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /api/executions/987654        | 404 | there is no execution 987654",
                "GET  | /api/executions/987654/errors | 404 | there is no execution 987654",
                "POST | /api/tasks/Nope/run           | 404 | there is no task 'Nope'; there are Poll, Slow",
                "POST | /api/jobs/Nope/run            | 404 | there is no job 'Nope'; there are Products",
                "POST | /api/executions/987654/cancel | 404 | there is no execution 987654",
                "POST | /api/executions/abc/cancel    | 404 | there is no execution abc, and no message of that id or execution id",
                "POST | /api/jobs/Products/run?dryRun=maybe | 400 | dryRun is 'maybe'; it must be true or false",
                "POST | /api/jobs/Products/run?dryRun=true  | 400 | a dry run needs a file: it does not touch what waits in the inbox",
                "POST | /api/jobs/draft?to=Product    | 400 | file is missing: the name of the file, whose ending says its format",
                "POST | /api/jobs/draft?file=a.xml    | 400 | to is missing: a table, a data source or DATASOURCE/TABLE",
                "POST | /api/jobs/draft?file=a.xml&to=Product | 400 | the file is empty",
                "GET  | /api/executions/abc           | 404 | there is no execution abc, and no message of that id or execution id",
                "GET  | /api/executions?before=x      | 400 | before is 'x'; it must be a number",
                "GET  | /api/executions?limit=0       | 400 | limit is 0; it must be from 1 to 1000",
                "GET  | /api/executions?limit=1001    | 400 | limit is 1001; it must be from 1 to 1000",
            })
    void whatCannotBeDoneIsAnErrorInJson(String method, String path, int status, String error) throws Exception {
        HttpResponse<String> response = method.equals("GET") ? drover.get(path) : drover.post(path, "");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(response.body()).get("error").asText()).isEqualTo(error);
    }

    @Test
    void aTaskThatRunsIsNotStartedAgain() throws Exception {
        erp.answers(PRODUCTS);
        erp.hold();
        int before = erp.requests().size();
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> send("/api/tasks/Slow/run"));
        await().until(() -> erp.requests().size() > before);

        HttpResponse<String> second = drover.post("/api/tasks/Slow/run", "");
        erp.release();

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(second.body()).get("error").asText()).contains("Slow is still running");
        assertThat(first.get().statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyOf20MegabytesIsLoaded() throws Exception {
        String item = "<item table=\"Product\"><column columnName=\"Id\">%d</column>"
                + "<column columnName=\"Name\">A product whose name is of some length</column></item>\n";
        StringBuilder body = new StringBuilder("<tables><table tableName=\"Product\">");
        int records = 0;
        while (body.length() < 20_000_000) {
            body.append(item.formatted(1_000 + records++));
        }

        JsonNode execution = run(body.append("</table></tables>").toString());

        assertThat(execution.get("status").asText()).isEqualTo("Completed");
        assertThat(execution.get("read").asInt()).isEqualTo(records);
        run(PRODUCTS);
    }

    /** promises.md, fault 24: curl -d says that it sends a form; Camel would hand on an empty body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=utf-8",
                "multipart/form-data; boundary=x"
            })
    void aFormIsRefused(String type) throws Exception {
        long before = drover.count("SELECT COUNT(*) FROM drover.execution");
        for (String body : List.of(PRODUCTS, "a=b", "")) {
            HttpResponse<String> response = send(request("/api/jobs/Products/run")
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString(body))
                    .build());

            assertThat(response.statusCode()).isEqualTo(415);
            assertThat(JSON.readTree(response.body()).get("error").asText()).contains("--data-binary @FILE");
        }
        assertThat(drover.count("SELECT COUNT(*) FROM drover.execution")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml; charset=utf-8", "application/octet-stream", "application/json", "garbage"})
    void anyOtherContentTypeIsTheFile(String type) throws Exception {
        HttpResponse<String> response = send(request("/api/jobs/Products/run")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(PRODUCTS))
                .build());

        assertThat(JSON.readTree(response.body()).get(0).get("read").asInt()).isEqualTo(2);
    }

    /** A web page of someone else can make a browser on this machine send these. */
    @ParameterizedTest
    @CsvSource({
        "GET /api/executions, evil.example, ",
        "GET /api/tasks, evil.example:8080, ",
        "POST /api/tasks/Poll/run, 127.0.0.1, http://evil.example",
        "POST /api/jobs/Products/run, localhost, https://localhost.evil.example",
        "POST /api/jobs/Products/run, localhost, null",
        "GET /api/jobs, 127.0.0.1.evil.example, ",
    })
    void aForeignHostOrOriginIsRefused(String request, String host, String origin) throws IOException {
        long before = erp.requests().size();

        assertThat(raw(request, host, origin(origin), ofMachine()))
                .startsWith("HTTP/1.1 403 ")
                .contains("only this machine may ask");
        assertThat(erp.requests()).hasSize((int) before);
    }

    /** What a stock proxy on this machine hands on for all the world: from loopback, with a Host of its own, and nothing else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/executions",
                "GET /api/messages/1/payload",
                "POST /api/tasks/Poll/run",
                "POST /api/applications?name=a&role=operator&secret=true",
                "POST //api/applications?name=a&role=administrator&secret=true",
                "GET /API/jobs",
                "GET /api/./jobs",
                "GET /en/api/jobs",
                "GET /api%2Fjobs",
                "GET /api/jobs;a=b",
                "GET http://localhost/api/jobs",
                "GET /"
            })
    void whoOnlyComesFromLoopbackIsNobody(String request) throws IOException {
        long before = erp.requests().size();

        String answer = raw(request, "127.0.0.1:8080");

        if (request.equals("GET /")) {
            assertThat(answer).as("open to all").startsWith("HTTP/1.1 200 ");
        } else {
            assertThat(answer).matches("(?s)HTTP/1.1 (401|400) .*").doesNotContain("Products");
        }
        assertThat(erp.requests()).hasSize((int) before);
        assertThat(drover.server().applications().list())
                .noneMatch(found -> found.name().equals("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, no-cors, script, 403",
        "cross-site, cors, empty, 403",
        "cross-site, navigate, iframe, 403",
        "same-site, cors, empty, 403",
        "'cross-site, none', navigate, iframe, 403",
        "cross-site, navigate, document, 200",
        "none, navigate, document, 200",
        "same-origin, cors, empty, 200"
    })
    void aPageOfAnotherSiteMayOnlyLeadHere(String site, String mode, String destination, int status)
            throws IOException {
        String[] headers = {
            ofMachine(), "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: " + mode, "Sec-Fetch-Dest: " + destination
        };

        assertThat(raw("GET /api/jobs", "127.0.0.1", headers)).startsWith("HTTP/1.1 " + status + " ");
        assertThat(raw("GET /", "127.0.0.1", headers)).startsWith("HTTP/1.1 " + status + " ");
        assertThat(raw("POST /api/jobs/NoSuch/run", "127.0.0.1", headers))
                .startsWith(site.equals("none") || site.equals("same-origin") ? "HTTP/1.1 404 " : "HTTP/1.1 403 ");
    }

    @Test
    void answersAreNotKept() throws Exception {
        for (String path : List.of("/api/jobs", "/api/applications", "/api/executions/999999")) {
            assertThat(drover.get(path).headers().allValues("Cache-Control")).containsExactly("no-store");
        }
        HttpResponse<String> secret = drover.post("/api/applications?name=Unkept&secret=true", "");
        assertThat(secret.body()).contains("clientSecret");
        assertThat(secret.headers().allValues("Cache-Control")).containsExactly("no-store");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:8080, ", "localhost, http://localhost:3000", "[::1]:8080, http://127.0.0.1:8080"})
    void thisMachineMayAsk(String host, String origin) throws IOException {
        assertThat(raw("GET /api/jobs", host, origin(origin), ofMachine())).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void executionsAreCountedInTheMetricsAndTheServerIsHealthy() throws Exception {
        run(PRODUCTS);

        assertThat(drover.observe("metrics").body())
                .containsPattern("drover_executions_seconds_count\\{.*job=\"Products\".*status=\"Completed\".*} [1-9]")
                .containsPattern("drover_rows_total\\{.*job=\"Products\".*what=\"read\".*} [1-9]");
        for (String check : List.of("health", "health/live", "health/ready")) {
            assertThat(drover.observe(check).statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(drover.observe(check).body()).get("status").asText())
                    .isEqualTo("UP");
        }
    }

    @Test
    void whatThisMachinesPeopleDoIsInTheAuditLog() throws Exception {
        try (ConsoleLines lines = new ConsoleLines()) {
            assertThat(drover.post("/api/executions/none/cancel", "").statusCode())
                    .isEqualTo(404);

            assertThat(lines.all())
                    .anyMatch(line ->
                            line.matches("INFO operation id=\\S+ operation=\"POST /api/executions/\\{id}/cancel\""
                                    + " on=none client=this-machine address=127\\.0\\.0\\.1 parameters=-"))
                    .anyMatch(line -> line.matches("WARN outcome id=.* client=this-machine status=404"));
        }
    }

    private static JsonNode run(String body) throws Exception {
        return JSON.readTree(drover.post("/api/jobs/Products/run", body).body()).get(0);
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> response = drover.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static List<Long> ids(JsonNode executions) {
        return executions.findValues("id").stream().map(JsonNode::asLong).toList();
    }

    private static HttpRequest.Builder request(String path) {
        return drover.request(path).timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> send(String path) {
        return send(request(path).POST(BodyPublishers.noBody()).build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofString())
                .join();
    }

    private static String ofMachine() throws IOException {
        return "Authorization: Bearer " + MachineToken.read(drover.settings()).orElseThrow();
    }

    private static String origin(String origin) {
        return origin == null ? "Accept: */*" : "Origin: " + origin;
    }

    private static String raw(String request, String host, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(drover.port()))) {
            String head = request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: 0\r\n"
                    + Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n";
            socket.getOutputStream().write(head.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
