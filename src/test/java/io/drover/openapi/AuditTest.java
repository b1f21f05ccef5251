package io.drover.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.drover.http.RawConnection;
import io.drover.security.Role;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.testing.ErpTask;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who did what, on what, from where, and what came of it, is in the audit log, of every operation that there is. */
class AuditTest {
    /** Messages, blobs, tokens and passwords have records of their own; the rest reads, or enters a message. */
    private static final Set<String> RECORDED_ELSEWHERE = Set.of(
            "POST /api/connector/enqueue/{activity}",
            "POST /api/connector/ack/{activity}",
            "PUT /drover/dmf/{blob}",
            "DELETE /drover/dmf/{blob}",
            "POST /{tenant}/oauth2/token",
            "POST /{tenant}/oauth2/v2.0/token",
            "POST /api/tasks/{name}/credentials",
            "POST /api/collections/{code}/records/_query", // which reads
            "POST /api/collections/{code}/records/_scroll",
            "POST /data/$batch"); // which is not offered

    private static final String PAYLOAD = "GET /api/messages/{id}/payload";

    private static final String UPLOAD = "POST /api/buckets/{code}/upload";

    private static final String ACTIONS = "POST /data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.";

    private static final RecurringJobFile RECURRING = RecurringJobFile.importing("In", "Products");

    @TempDir
    private static Path home;

    private static final ListAppender<ILoggingEvent> AUDIT = new ListAppender<>();

    private static TestServer drover;
    private static TestApplication administrator;
    private static TestApplication reader;

    @BeforeAll
    static void start() {
        drover = ErpTask.withJob(new TestServer(home))
                .withRoutes("connector.camel.yaml", "data-management.camel.yaml", "oauth.camel.yaml")
                .withFile("Files/ScheduledTasks/ERP.xml", ErpTask.file("ERP", "", "http://127.0.0.1:1/"))
                .with("drover.http.trusted-proxies", "127.0.0.2")
                .with("drover.api.loopback", "closed")
                .withRecurringJob(RECURRING)
                .start();
        administrator = drover.application("administrator", Role.ADMINISTRATOR);
        reader = drover.application("reader", Role.READER);
        AUDIT.start();
        ((Logger) LoggerFactory.getLogger("io.drover.audit")).addAppender(AUDIT);
    }

    @AfterAll
    static void stop() {
        ((Logger) LoggerFactory.getLogger("io.drover.audit")).detachAppender(AUDIT);
        drover.close();
    }

    @BeforeEach
    void forget() {
        AUDIT.list.clear();
    }

    static Stream<String> changing() throws IOException {
        return RouteOperations.shipped().stream()
                .filter(operation -> !operation.matches("(GET|HEAD|OPTIONS) .*") || operation.equals(PAYLOAD))
                .filter(operation -> !isRecordedElsewhere(operation));
    }

    private static boolean isRecordedElsewhere(String operation) {
        return RECORDED_ELSEWHERE.contains(operation)
                || (operation.startsWith(ACTIONS)
                        && !operation.matches(".*(DeleteExecutionHistoryJob|ResetVersionToken)"));
    }

    /** Of an object that is not there, so that nothing happens: who asks is told all the same. */
    @ParameterizedTest
    @MethodSource("changing")
    void everyOperationThatCanChangeSomethingIsInTheLog(String operation) throws IOException {
        if (operation.equals(UPLOAD)) {
            return; // what it refuses by the head alone changes nothing; BucketApiTest sends it forms
        }
        String request = operation.replaceAll("\\{[^}]+}", "none");
        String on = request.matches(".*/none.*/none.*") ? "\"none none\"" : request.contains("/none") ? "none" : "-";
        send(request, administrator, "");

        String what = " operation=\"" + operation + "\" on=" + on + " client=" + administrator.clientId();
        assertThat(lines()).hasSize(2);
        assertThat(withoutId(0)).isEqualTo("operation" + what + " address=127.0.0.1 parameters=-");
        assertThat(withoutId(1)).matches("outcome" + Pattern.quote(what) + " status=[2345]\\d\\d");
        assertThat(id(1)).isNotEmpty().isEqualTo(id(0));
    }

    @ParameterizedTest
    @MethodSource("changing")
    void whoLacksTheRoleIsInTheLogToo(String operation) throws IOException {
        String request = operation.replaceAll("\\{[^}]+}", "none");
        if (request.contains(" /data/")
                || operation.equals(PAYLOAD)
                || request.contains(" /api/collections/none/records")
                || request.matches("\\w+ /api/buckets/none/.*")) {
            return; // need to be known only, or may read, or are let by the collection's or bucket's file
        }
        String answer = send(request, reader, "");

        assertThat(answer).startsWith("HTTP/1.1 403");
        assertThat(lines()).hasSize(1);
        assertThat(lines().get(0))
                .startsWith("refused status=403 method=" + request.replace(" ", " path=") + " client="
                        + reader.clientId() + " address=127.0.0.1 reason=\"the application reader ("
                        + reader.clientId() + ") lacks the role ");
    }

    @Test
    void whatIsRecordedElsewhereIsAllThatIsNotInTheLog() throws IOException {
        Set<String> left = new TreeSet<>(RouteOperations.shipped());
        left.removeIf(operation -> operation.matches("(GET|HEAD|OPTIONS) .*") || operation.startsWith(ACTIONS));
        changing().forEach(left::remove);

        assertThat(left).containsExactlyInAnyOrderElementsOf(RECORDED_ELSEWHERE);
    }

    @Test
    void whatWasDoneIsNamed() throws IOException {
        send("POST /api/tasks/ERP/disable", administrator, "");
        send("POST /api/messages/clean-up?olderThan=30d&status=Processed", administrator, "");
        send("POST /api/tasks/nobody/run", administrator, "X-Forwarded-For: 203.0.113.9\n", "127.0.0.2");

        String client = " client=" + administrator.clientId();
        assertThat(lines().stream().map(line -> line.replaceAll(" id=\\S+", "")))
                .containsExactly(
                        "operation operation=\"POST /api/tasks/{name}/disable\" on=ERP" + client
                                + " address=127.0.0.1 parameters=-",
                        "outcome operation=\"POST /api/tasks/{name}/disable\" on=ERP" + client + " status=200",
                        "operation operation=\"POST /api/messages/clean-up\" on=-" + client
                                + " address=127.0.0.1 parameters=\"olderThan=30d&status=Processed\"",
                        "outcome operation=\"POST /api/messages/clean-up\" on=-" + client + " status=200",
                        "operation operation=\"POST /api/tasks/{name}/run\" on=nobody" + client
                                + " address=203.0.113.9 parameters=-",
                        "outcome operation=\"POST /api/tasks/{name}/run\" on=nobody" + client + " status=404");
    }

    @Test
    void theBodyOfAnActionOfDataManagementNamesItsObject() throws IOException {
        String body = "{\"executionId\":\"abc\"}";
        send(
                ACTIONS + "DeleteExecutionHistoryJob",
                administrator,
                "Content-Type: application/json\nContent-Length: " + body.length() + "\n",
                "127.0.0.1",
                body);

        assertThat(lines().get(0))
                .contains(".DeleteExecutionHistoryJob\" ")
                .endsWith(" parameters=\"{\\u0022executionId\\u0022:\\u0022abc\\u0022}\"");
    }

    @Test
    void whoIsNotInThePolicyOfARecurringJobIsInTheLog() throws IOException {
        String headers = "X-Forwarded-For: 203.0.113.9\nContent-Length: 1\n";

        assertThat(send("POST /api/connector/enqueue/" + RECURRING.id(), reader, headers, "127.0.0.2", "x"))
                .startsWith("HTTP/1.1 401");
        assertThat(send("GET /api/connector/jobstatus/" + RECURRING.id() + "?jobId=x", reader, ""))
                .startsWith("HTTP/1.1 401");

        String who = "policy client=" + reader.clientId() + " address=";
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0))
                .startsWith(who + "203.0.113.9 reason=\"application " + reader.clientId() + " is not in");
        assertThat(lines().get(1)).startsWith(who + "127.0.0.1 reason=");
    }

    @Test
    void readingIsNotInTheLog() throws IOException {
        for (String path : List.of("/api/jobs", "/api/tasks", "/api/executions", "/api/applications")) {
            assertThat(send("GET " + path, administrator, "")).startsWith("HTTP/1.1 200");
        }
        assertThat(lines()).isEmpty();
    }

    /** A line break, another field, another direction of writing: it stays one value on one line. */
    @ParameterizedTest
    @ValueSource(strings = {"a%22%20status=200%20b=%22", "a%E2%80%AEb", "a%EF%BB%BFb", "a%20outcome", "a=b"})
    void nobodyForgesALineOrAField(String name) throws IOException {
        send("POST /api/tasks/" + name + "/run?file=" + name, administrator, "");
        send("POST /api/tasks/" + name + "/run", reader, "");

        assertThat(lines()).hasSize(3);
        assertThat(lines()).allMatch(line -> line.matches("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*"));
        assertThat(lines().get(1))
                .matches("outcome id=\\S+ operation=\"[^\"]*/run\" on=\"[^\"]*\" client=\\S+ status=4\\d\\d");
        assertThat(lines().get(2)).matches("refused status=403 method=POST path=\"[^\"]*\" client=\\S+ .*");
    }

    @Test
    void secretsAndTheRestOfWhatIsLongAreLeftOut() throws IOException {
        send("POST /api/applications?name=&pass%77ord=hunter2&clientSecret=hunter2", administrator, "");
        send("POST /api/tasks/none/run?file=" + "x".repeat(2_000), administrator, "");

        assertThat(lines().get(0)).endsWith("parameters=\"name=&pass%77ord=***&clientSecret=***\"");
        assertThat(lines().get(2)).hasSizeLessThan(800).endsWith("…\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%0Aoutcome%20id=1", "a%0D%0Ab", "a%1B%5B2Kb", "a%E2%80%A8b", "a%C2%85b"})
    void whatHasALineBreakIsNoOperation(String name) throws IOException {
        assertThat(send("POST /api/tasks/" + name + "/run", administrator, "")).startsWith("HTTP/1.1 4");
        send("POST /api/tasks/" + name + "/run", reader, "");

        assertThat(lines()).allMatch(line -> line.matches("refused [^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*"));
    }

    private static String withoutId(int line) {
        return lines().get(line).replaceFirst(" id=\\S+", "");
    }

    private static String id(int line) {
        return lines().get(line).replaceFirst("\\w+ id=(\\S+) .*", "$1");
    }

    private static List<String> lines() {
        return List.copyOf(AUDIT.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> !line.startsWith("application-changed"))
                .toList();
    }

    private static String send(String request, TestApplication who, String headers) throws IOException {
        return send(request, who, headers, "127.0.0.1");
    }

    private static String send(String request, TestApplication who, String headers, String from) throws IOException {
        return send(request, who, headers, from, "");
    }

    private static String send(String request, TestApplication who, String headers, String from, String body)
            throws IOException {
        try (RawConnection connection = new RawConnection(Integer.parseInt(drover.port()), from)) {
            String length = body.isEmpty() ? "Content-Length: 0\n" : "";
            return connection
                    .send(request + " HTTP/1.1\nHost: 127.0.0.1\nAuthorization: " + who.bearer() + "\n" + headers
                            + length + "Connection: close\n\n" + body)
                    .rest();
        }
    }
}
