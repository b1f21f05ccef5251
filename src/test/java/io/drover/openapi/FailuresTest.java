package io.drover.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.http.RawConnection;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.Role;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.security.gate.MachineToken;
import io.drover.testing.ConsoleLines;
import io.drover.testing.ErpTask;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What exceptions say is for the log: an answer to what nobody has foreseen has a reference, by which it is found there. Nobody has
 * foreseen a database without tables.
 */
class FailuresTest {
    /** Everything that only an exception would have said. */
    private static final Pattern INTERNAL = Pattern.compile(
            "SELECT|INSERT|UPDATE |DELETE |SQL statement|io\\.drover|java\\.|org\\.|jdbc|[Ee]xception:|\\tat |/tmp|/home|/root|_gone");

    private static final Pattern REFERENCE = Pattern.compile("(?:at exchange|at error|Trace ID:) ([0-9A-Za-z-]{8,})");

    private static final String ID = "6d31e09f-0249-459f-94f0-aad9c2c47b64";

    /** What each request needs to be about something. */
    private static final Map<String, String> IN_PATHS = Map.of(
            "/api/tasks/{name}", "/api/tasks/ERP",
            "/api/jobs/{name}", "/api/jobs/Products",
            "/api/recurring-jobs/{name}", "/api/recurring-jobs/In",
            "/executions/{id}", "/executions/1",
            "{application}", "nobody",
            "{tenant}", "tenant");

    private static final Map<String, String> QUERIES = Map.of(
            "POST /api/messages/clean-up",
            "?olderThan=30d",
            "POST /api/jobs/draft",
            "?file=a.csv&to=drover",
            "GET /api/connector/download/",
            "?messageId=" + ID,
            "GET /api/connector/jobstatus/",
            "?jobId=" + ID);

    private static final String BODY = ("{'executionId':'" + ID + "','messageId':'" + ID + "','_messageId':'" + ID
                    + "','definitionGroupId':'Products','packageUrl':'http://127.0.0.1/drover/dmf/x','packageName':'p',"
                    + "'uniqueFileName':'a.zip','count':10,'exportPreviewCount':10,'listOfDataEntities':'Products',"
                    + "'entityName':'Products','legalEntityId':'A','user':'a','password':'b'}")
            .replace('\'', '"');

    @TempDir
    private static Path home;

    private static TestServer drover;
    private static TestApplication client;
    private static String activity;
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static List<String> tables;

    @BeforeAll
    static void start() throws SQLException {
        drover = ErpTask.withJob(new TestServer(home))
                .withRoutes(
                        "connector.camel.yaml",
                        "data-management.camel.yaml",
                        "documentation.camel.yaml",
                        "oauth.camel.yaml")
                .withFile("Files/ScheduledTasks/ERP.xml", ErpTask.file("ERP", "", "http://127.0.0.1:1/"))
                .start();
        client = drover.application("client", Role.ADMINISTRATOR);
        RecurringJobFile in = RecurringJobFile.importing("In", "Products").application(client.clientId());
        drover.withRecurringJob(in);
        activity = in.id();
        await().until(() -> RecurringJobDefinition.find(
                        UUID.fromString(activity), drover.server().catalog().current())
                .isPresent());
        // The gate is to let the client in
        tables = drover
                .rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'DROVER'"
                        + " AND LOWER(table_name) NOT IN ('application', 'application_secret', 'signing_key')")
                .stream()
                .map(row -> row.get(0))
                .toList();
        for (String table : tables) {
            rename(table, table + "_gone");
        }
    }

    private static void rename(String table, String to) throws SQLException {
        drover.sql("ALTER TABLE drover.\"" + table + "\" RENAME TO \"" + to + "\"");
    }

    @AfterAll
    static void stop() throws SQLException {
        assertThat(FAILURES).as("requests that failed").hasValueGreaterThan(30);
        for (String table : tables) {
            rename(table + "_gone", table);
        }
        drover.close();
    }

    static Stream<String> operations() throws IOException {
        return RouteOperations.shipped().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anAnswerSaysNothingOfWhatHappenedInside(String operation) throws Exception {
        try (ConsoleLines log = new ConsoleLines()) {
            requireSilence(send(request(operation)), log);
        }
    }

    @Test
    void anErrorOfTheTokenEndpointIsFoundByItsTrace() throws Exception {
        rename("APPLICATION", "APPLICATION_gone");
        try (ConsoleLines log = new ConsoleLines()) {
            String answer = send("POST /tenant/oauth2/v2.0/token");

            assertThat(answer).startsWith("HTTP/1.1 500").contains("\"error\":\"server_error\"");
            requireSilence(answer, log);
        } finally {
            rename("APPLICATION_gone", "APPLICATION");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"parameters\":{\"a\":null}}", "{\"parameters\":[]}", "{\"check\":{}}", "{", "x"})
    void whatIsWrongWithABodyIsSaidWithoutNamesOfClasses(String body) throws Exception {
        assertThat(send("POST /api/tasks/ERP/test-request", body))
                .startsWith("HTTP/1.1 400")
                .contains("the body is no JSON object of request (a text), check (true or false) and parameters")
                .doesNotContainPattern(INTERNAL)
                .doesNotContain("Token", "Pointer", "Map");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/jobs/Products/run?", "/api/jobs/Products/run?dryRun=true&", "/api/jobs/draft?to=drover&"})
    void aNameThatIsTooLongForAFileIsTheClientsMatter(String path) throws Exception {
        assertThat(send("POST " + path + "file=" + "%C3%BC".repeat(150)))
                .startsWith("HTTP/1.1 400")
                .contains("file is a name of more than 254 bytes in UTF-8, which is too long for a file");
    }

    private static void requireSilence(String answer, ConsoleLines log) {
        // Names of loggers are those of classes, and inputs of routes are folders; both are what was asked for
        assertThat(answer.replaceAll("\"name\" : \"[^\"]*\",\\s+\"level\"|\"from\" : \"[^\"]*\"", ""))
                .doesNotContainPattern(INTERNAL);
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4); // none for HEAD
        if (answer.startsWith("HTTP/1.1 500") && !body.isEmpty()) {
            Matcher reference = REFERENCE.matcher(answer);
            assertThat(reference.find()).as(answer).isTrue();
            assertThat(log.file()).contains(reference.group(1)).contains("not found; SQL statement");
            FAILURES.incrementAndGet();
        }
    }

    private static String request(String operation) {
        String request = operation;
        for (Map.Entry<String, String> each : IN_PATHS.entrySet()) {
            request = request.replace(each.getKey(), each.getValue());
        }
        request = request.replace("{activity}", activity).replaceAll("\\{[^}]+}", ID);
        for (Map.Entry<String, String> each : QUERIES.entrySet()) {
            request += request.startsWith(each.getKey()) ? each.getValue() : "";
        }
        return request;
    }

    private static String send(String request) throws IOException {
        return send(
                request,
                request.contains("/oauth2/")
                        ? "client_id=" + UUID.randomUUID()
                                + "&client_secret=b&grant_type=client_credentials&resource=x&scope=x/.default"
                        : BODY);
    }

    private static String send(String request, String body) throws IOException {
        boolean token = request.contains("/oauth2/");
        boolean application = request.contains(" /api/connector/") || request.contains(" /data/");
        boolean reads = request.startsWith("GET ") || request.startsWith("HEAD ");
        try (RawConnection connection = new RawConnection(Integer.parseInt(drover.port()))) {
            return connection
                    .send(request + " HTTP/1.1\nHost: 127.0.0.1:" + drover.port() + "\nAuthorization: "
                            + (application
                                    ? client.bearer()
                                    : "Bearer "
                                            + MachineToken.read(drover.settings())
                                                    .orElseThrow())
                            + "\nContent-Type: application/" + (token ? "x-www-form-urlencoded" : "json") + "\n"
                            + (reads ? "" : "Content-Length: " + body.length() + "\n") + "Connection: close\n\n"
                            + (reads ? "" : body))
                    .rest();
        }
    }
}
