package io.drover.connection.webservice;

import static io.drover.testing.ErpTask.PRODUCTS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.DrippingServer;
import io.drover.testing.DrippingServer.Where;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * promises.md, fault 40: whatever a web service does, the run fails with what and where, it is asked again only where that can
 * help, credentials stay with it, and the data of the last good answer stay, though the job deletes what an answer does not have.
 */
class WebServiceFaultTest {
    private static final String KEY = "k3y-of-the-erp";
    private static final String CODEUNIT = "Codeunit";

    @TempDir
    private static Path home;

    private static ScriptedServer erp;
    private static ScriptedServer other;
    private static final List<DrippingServer> dripping = new ArrayList<>();
    private static TestServer drover;
    private static String nowhere;

    /**
     * A fault.
     *
     * @param task who asks
     * @param asked how often it is asked
     * @param said what the message of the run has
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Fault(String name, String task, HttpHandler answer, int asked, String... said) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        erp = new ScriptedServer();
        other = new ScriptedServer();
        nowhere = "http://127.0.0.1:" + TestServer.freePort() + "/erp";
        drover = ErpTask.withJob(new TestServer(home));
        task("Poll", erp.url() + "?company=" + KEY);
        task("Down", nowhere + "?company=" + KEY);
        task("Once", erp.url(), "Retry unclear", "false");
        task("Hasty", erp.url(), "Request timeout", "300ms");
        task("Limited", erp.url(), "Time limit", "1s");
        task(CODEUNIT, erp.url(), "Envelope", "codeunit");
        task("Json", erp.url(), "Envelope", "dwservice-json");
        task("Typed", erp.url(), "Expected content type", "xml");
        task("Counted", erp.url(), "Minimum records", "2");
        task("Schema", erp.url(), "XSD file", "Schemas/tables.xsd");
        dripping("DripHead", Where.HEAD, "Request timeout", "300ms");
        dripping("DripBody", Where.BODY, "Time limit", "1s");
        dripping("SilentBody", Where.SILENT_BODY, "Request timeout", "30m", "Time limit", "1s");
        drover.withFile(
                "Files/Schemas/tables.xsd",
                """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
                  <xs:element name="tables"><xs:complexType><xs:sequence>
                    <xs:element name="table" maxOccurs="unbounded"/>
                  </xs:sequence></xs:complexType></xs:element>
                </xs:schema>
                """);
        drover.start();
        for (String task : List.of("Poll", "Counted", "Schema", "Typed")) {
            erp.answers(PRODUCTS);
            assertThat(run(task).outcome()).as(task).isEqualTo(Outcome.Completed);
        }
    }

    private static void dripping(String name, Where where, String... parameters) {
        DrippingServer server = new DrippingServer(where);
        dripping.add(server);
        List<String> all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of("Retries", "0"));
        drover.withFile(
                "Files/ScheduledTasks/" + name + ".xml",
                ErpTask.file(name, "", server.url(), all.toArray(new String[0])));
    }

    private static void task(String name, String url, String... parameters) {
        List<String> all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of("Security key", KEY, "Retries", "2", "Retry delay", "10ms"));
        drover.withFile(
                "Files/ScheduledTasks/" + name + ".xml", ErpTask.file(name, "", url, all.toArray(new String[0])));
    }

    @AfterAll
    static void stop() {
        drover.close();
        erp.close();
        other.close();
        dripping.forEach(DrippingServer::close);
    }

    /** Each wait of a server for the next byte is short: a limit on waits alone would never end it. */
    @ParameterizedTest
    @CsvSource({
        "DripHead, its answer had not begun within 300 ms",
        "DripBody, the answer was still arriving when its time was up (timeLimit)",
        "SilentBody, the answer was still arriving when its time was up (timeLimit)",
    })
    void anAnswerThatDoesNotComeToAnEndEndsTheRun(String task, String said) {
        TaskRun run = run(task);

        assertThat(run.outcome()).isEqualTo(Outcome.Failed);
        assertThat(run.message()).contains(said);
    }

    static Stream<Fault> faults() {
        String cut = PRODUCTS.substring(0, 200);
        return Stream.of(
                new Fault("down", "Down", null, 0, "Connection refused", "tried 3 times"),
                new Fault(
                        "slow",
                        "Hasty",
                        WebServiceFaultTest::never,
                        3,
                        "its answer had not begun within 300 ms",
                        "tried 3 times"),
                new Fault("stops in the middle", "Hasty", exchange -> part(exchange, cut), 1, "Read timed out"),
                new Fault("resets", "Poll", HttpExchange::close, 3, "tried 3 times"),
                new Fault("resets, unclear", "Once", HttpExchange::close, 1, ""),
                new Fault("never ends", "Limited", WebServiceFaultTest::trickle, 1, "still arriving", "timeLimit"),
                new Fault(
                        "never ends, compressed",
                        "Limited",
                        WebServiceFaultTest::compressedAndSilent,
                        1,
                        "still arriving",
                        "timeLimit"),
                new Fault("500", "Poll", status(500, "out of stock"), 1, "answered 500", "out of stock"),
                new Fault("404", "Poll", status(404, ""), 1, "answered 404"),
                new Fault("401", "Poll", status(401, "who are you"), 1, "answered 401", "who are you"),
                new Fault(
                        "401 that takes what Drover does not speak",
                        "Poll",
                        headers(401, "WWW-Authenticate", "Negotiate", "WWW-Authenticate", "NTLM"),
                        1,
                        "answered 401 Unauthorized; the server takes Negotiate and NTLM, which Drover does not speak"),
                new Fault(
                        "401 that takes a digest or a password",
                        "Poll",
                        headers(401, "WWW-Authenticate", "Digest realm=\"a, b\", nonce=\"n\", Basic realm=\"erp\""),
                        1,
                        "; the server takes Digest and Basic (of these Drover speaks Basic)"),
                new Fault(
                        "401 that says what is wrong with the token",
                        "Poll",
                        headers(
                                401,
                                "WWW-Authenticate",
                                "Bearer error=\"invalid_token\", error_description=\"The audience is invalid\""),
                        1,
                        "; the server takes Bearer: invalid_token The audience is invalid"),
                new Fault(
                        "407",
                        "Poll",
                        headers(407, "Proxy-Authenticate", "Basic realm=\"p\""),
                        1,
                        "answered 407 Proxy Authentication Required",
                        "the proxy takes Basic",
                        "drover.outgoing.proxy.user"),
                new Fault(
                        "a part of the whole",
                        "Poll",
                        partial("bytes 0-%d/100000"),
                        1,
                        "answered 206",
                        "of 100000 bytes"),
                new Fault(
                        "a part of nobody knows what",
                        "Poll",
                        partial("bytes 0-%d/*"),
                        1,
                        "answered 206",
                        "a part only"),
                new Fault("a part without its range", "Poll", partial(null), 1, "answered 206", "no Content-Range"),
                new Fault("br", "Poll", encoded(200, "br"), 1, "is compressed by br", "gzip, deflate"),
                new Fault("zstd", "Poll", encoded(200, "zstd"), 1, "is compressed by zstd"),
                new Fault(
                        "503 in br", "Poll", encoded(503, "br"), 3, "answered 503", "what it says is compressed by br"),
                new Fault("gzip in zstd", "Poll", encoded(200, "zstd, gzip"), 1, "is compressed by zstd"),
                new Fault("429", "Poll", status(429, "slow down"), 3, "answered 429", "slow down", "tried 3 times"),
                new Fault("502", "Poll", status(502, ""), 3, "answered 502"),
                new Fault("502, unclear", "Once", status(502, ""), 1, "answered 502"),
                new Fault("503", "Once", status(503, "closed"), 3, "answered 503", "closed", "tried 3 times"),
                new Fault(
                        "503 for an hour and more",
                        "Poll",
                        header("Retry-After", "4000", 503),
                        1,
                        "come back in 4000 s",
                        "timeLimit"),
                new Fault(
                        "redirect",
                        "Poll",
                        header("Location", other.url() + "?token=abc", 302),
                        1,
                        "answered 302",
                        "points to " + other.url(),
                        "not followed"),
                new Fault(
                        "HTML page", "Poll", ok("text/html", "<html>Log in</html>"), 1, "<html>", "Log in", "kept as"),
                new Fault(
                        "HTML page, type",
                        "Typed",
                        ok("text/html", "<html>Log in</html>"),
                        1,
                        "answered as text/html, not as the expected xml",
                        "Log in"),
                new Fault("empty", "Poll", ok("text/xml", ""), 1, "empty"),
                new Fault("wrong root", "Poll", ok("text/xml", "<error>no</error>"), 1, "<error>", "no"),
                new Fault("cut off", "Poll", ok("text/xml", cut), 1, "cut off"),
                new Fault("connection cut", "Poll", WebServiceFaultTest::cutConnection, 1, "Premature end"),
                new Fault(
                        "wrong charset",
                        "Poll",
                        bytes(
                                "text/xml; charset=utf-8",
                                PRODUCTS.replace("Bolt", "Bølt").getBytes(ISO_8859_1)),
                        1,
                        "UTF-8"),
                new Fault("unknown charset", "Poll", ok("text/xml; charset=utf-9", PRODUCTS), 1, "utf-9", "not known"),
                new Fault("too few", "Counted", ok("text/xml", oneProduct()), 1, "1 records", "minimumRecords=2"),
                new Fault("schema", "Schema", ok("text/xml", "<tables/>"), 1, "tables.xsd", "line 1"),
                new Fault(
                        "SOAP fault",
                        CODEUNIT,
                        exchange -> respond(
                                exchange,
                                500,
                                "text/xml",
                                UTF_8.encode(soapFault()).array()),
                        1,
                        "answered 500",
                        "SOAP fault",
                        "Method GetX not found"),
                new Fault("SOAP fault with 200", CODEUNIT, ok("text/xml", soapFault()), 1, "SOAP fault", "GetX"),
                new Fault("HTML for SOAP", CODEUNIT, ok("text/html", "<html>Log in</html>"), 1, "<html>", "Log in"),
                new Fault("nothing for SOAP", CODEUNIT, ok("text/xml", ""), 1, "no SOAP envelope"),
                new Fault("HTML for JSON", "Json", ok("text/html", "<html>Log in</html>"), 1, "JSON string", "Log in"),
                new Fault("cut JSON", "Json", ok("application/json", "\"<tables>"), 1, "JSON string", "cut off"),
                new Fault("no string", "Json", ok("application/json", "{\"a\": 1}"), 1, "not a string but an object"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theRunFailsWithWhatAndWhereAndOldDataStay(Fault fault) throws Exception {
        erp.answers(fault.answer() == null ? exchange -> {} : fault.answer());
        int before = erp.requests().size();

        TaskRun run = run(fault.task());

        assertThat(run.outcome()).isEqualTo(Outcome.Failed);
        assertThat(run.message())
                .startsWith(fault.task().equals("Down") ? nowhere : erp.url())
                .contains(fault.said())
                .doesNotContain(KEY, "abc");
        assertThat(erp.requests()).as("times asked").hasSize(before + fault.asked());
        assertThat(other.requests())
                .as("requests at the host that a redirect points to")
                .isEmpty();
        assertThat(drover.rows("SELECT Id, Name FROM Product ORDER BY Id"))
                .containsExactly(List.of("1", "Bolt"), List.of("2", "Nut"));
    }

    @Test
    void aFailureThatPassesIsNoFailure() {
        List<HttpHandler> answers = new ArrayList<>(
                List.of(header("Retry-After", "0", 503), HttpExchange::close, ok("text/xml; charset=utf-8", PRODUCTS)));
        erp.answers(exchange -> answers.remove(0).handle(exchange));
        int before = erp.requests().size();

        assertThat(run("Poll").outcome()).isEqualTo(Outcome.Completed);
        assertThat(erp.requests().subList(before, before + 3)).allSatisfy(request -> {
            assertThat(request.body()).isEqualTo("<GetEcomData/>");
            assertThat(request.headers()).containsEntry("securitykey", KEY);
            assertThat(request.uri()).isEqualTo(URI.create("/erp?company=" + KEY));
        });
    }

    @Test
    void aPartThatIsTheWholeIsTheWholeAndOnlyWhatIsReadIsAskedFor() {
        erp.answers(partial("bytes 0-%d/%d"));
        assertThat(run("Poll").outcome()).isEqualTo(Outcome.Completed);
        assertThat(erp.requests().get(erp.requests().size() - 1).headers())
                .containsEntry("accept-encoding", "gzip, x-gzip, deflate");

        erp.answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "utf-8"); // what is no encoding hides nothing
            ScriptedServer.respond(exchange, 200, "text/xml", PRODUCTS);
        });
        assertThat(run("Poll").outcome()).isEqualTo(Outcome.Completed);
    }

    @Test
    void aTaskThatGetsFarFewerRecordsThanTheLastTimeFailsWhenItSaysSo() throws Exception {
        task("Shrunk", erp.url(), "Maximum shrink percent", "40");
        awaitTask("Shrunk");
        erp.answers(PRODUCTS);
        assertThat(run("Shrunk").outcome()).isEqualTo(Outcome.Completed);

        erp.answers(oneProduct());
        TaskRun run = run("Shrunk");

        assertThat(run.outcome()).isEqualTo(Outcome.Failed);
        assertThat(run.message())
                .contains("1 records <item>, the last one had 2", "maximumShrinkPercent=40", "kept as");
        assertThat(drover.count("SELECT COUNT(*) FROM Product")).isEqualTo(2);
    }

    @Test
    void anAnswerWhoseCharsetOnlyTheHeaderSaysIsReadInIt() throws Exception {
        erp.answers(
                bytes("text/xml; charset=iso-8859-1", withoutDeclaration("Bølt").getBytes(ISO_8859_1)));
        assertThat(run("Poll").outcome()).isEqualTo(Outcome.Completed);
        assertThat(drover.rows("SELECT Name FROM Product WHERE Id = 1")).containsExactly(List.of("Bølt"));

        erp.answers(PRODUCTS);
        assertThat(run("Poll").outcome()).isEqualTo(Outcome.Completed);
    }

    private static void awaitTask(String name) {
        org.awaitility.Awaitility.await().until(() -> drover.server().operations(TaskOperations.class).tasks().stream()
                .anyMatch(task -> task.name().equals(name)));
    }

    private static TaskRun run(String task) {
        return drover.server().operations(TaskOperations.class).runTask(task).run();
    }

    private static String oneProduct() {
        return PRODUCTS.replaceFirst("(?s)<item table=\"Product\"><column columnName=\"Id\">2.*?</item>", "");
    }

    private static String withoutDeclaration(String first) {
        return PRODUCTS.replaceFirst("<\\?xml.*?\\?>\\s*", "").replace("Bolt", first);
    }

    private static String soapFault() {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault>"
                + "<faultcode>a:Microsoft.Dynamics.Nav.Types.Exceptions.NavNCLDialogException</faultcode>"
                + "<faultstring>Method GetX not found</faultstring></s:Fault></s:Body></s:Envelope>";
    }

    private static HttpHandler ok(String type, String body) {
        return bytes(type, body.getBytes(UTF_8));
    }

    private static HttpHandler bytes(String type, byte[] body) {
        return exchange -> respond(exchange, 200, type, body);
    }

    private static HttpHandler status(int status, String body) {
        return exchange -> respond(exchange, status, "text/plain", body.getBytes(UTF_8));
    }

    private static HttpHandler header(String name, String value, int status) {
        return exchange -> {
            exchange.getResponseHeaders().set(name, value);
            respond(exchange, status, "text/plain", new byte[0]);
        };
    }

    private static HttpHandler headers(int status, String... namesAndValues) {
        return exchange -> {
            for (int i = 0; i < namesAndValues.length; i += 2) {
                exchange.getResponseHeaders().add(namesAndValues[i], namesAndValues[i + 1]);
            }
            respond(exchange, status, "text/plain", new byte[0]);
        };
    }

    private static HttpHandler encoded(int status, String coding) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", coding);
            respond(exchange, status, "text/xml", PRODUCTS.getBytes(UTF_8));
        };
    }

    /** @param range with its last byte, and the length of the whole, to be put in; null for none */
    private static HttpHandler partial(String range) {
        int length = PRODUCTS.getBytes(UTF_8).length;
        return exchange -> {
            if (range != null) {
                exchange.getResponseHeaders().set("Content-Range", range.formatted(length - 1, length));
            }
            respond(exchange, 206, "text/xml", PRODUCTS.getBytes(UTF_8));
        };
    }

    private static void never(HttpExchange exchange) {
        // and the connection stays open
    }

    private static void part(HttpExchange exchange, String body) throws IOException {
        exchange.sendResponseHeaders(200, 100_000);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.getResponseBody().flush();
    }

    private static void cutConnection(HttpExchange exchange) throws IOException {
        part(exchange, PRODUCTS.substring(0, 200));
        exchange.close();
    }

    /** A few bytes now and then, until the other side has enough. */
    private static void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        CountDownLatch never = new CountDownLatch(1);
        try {
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(i == 0 ? "<tables>".getBytes(UTF_8) : "   ".getBytes(UTF_8));
                exchange.getResponseBody().flush();
                never.await(20, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static void compressedAndSilent(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        GZIPOutputStream body = new GZIPOutputStream(exchange.getResponseBody(), true);
        body.write("<tables>".getBytes(UTF_8));
        body.flush(); // and the connection stays open
    }

    private static void respond(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
