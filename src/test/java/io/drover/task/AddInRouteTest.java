package io.drover.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.drover.addin.AddIns;
import io.drover.connection.OutgoingClient;
import io.drover.connection.RunCookies;
import io.drover.connection.WebServiceException;
import io.drover.connection.named.NamedConnections;
import io.drover.connection.webservice.WebServices;
import io.drover.definition.Catalog;
import io.drover.job.JobComponent;
import io.drover.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ProcessorEndpoint;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The add-in "import-data" as it is shipped, against an HTTP server; only the job at its end is a stand-in. */
class AddInRouteTest extends CamelTestSupport {
    private static final String ANSWER = "<tables><!-- æøå --></tables>";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Request> requests = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Map<String, String> parameters = new HashMap<>();
    private HttpHandler answer = exchange -> respond(exchange, 200, "text/xml; charset=utf-8", ANSWER);
    private Runnable onRead = () -> {};
    private HttpServer server;

    @TempDir
    private Path files;

    /** What the server received. */
    private record Request(String method, URI uri, Map<String, List<String>> headers, String body) {}

    /** What the job was given. */
    private record Delivery(String job, String body, Map<String, Object> headers) {}

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext camel = super.createCamelContext();
        camel.setAutowiredEnabled(false); // the stand-in has not the options of the real job component
        camel.addComponent("job", new JobStandIn());
        return camel;
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        Settings settings = Settings.of(Map.of("drover.files", files.toString()));
        registry.bind(
                "webServices", new WebServices(settings, new NamedConnections(settings, new Catalog(), () -> false)));
        registry.bind("outgoingClient", new OutgoingClient());
        registry.bind("runCookies", new RunCookies());
    }

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body));
            answer.handle(exchange);
        });
        server.start();
        for (String file : List.of("import-data", "parts/web-service", "parts/delivery-check")) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveResource(context, "file:routes/add-ins/" + file + ".camel.yaml"));
        }

        parameters.put("task", "Products 2.0");
        parameters.put("jobs", "Products,Price list");
        parameters.put(
                "webServiceUrl", "http://127.0.0.1:" + server.getAddress().getPort() + "/erp");
        parameters.put("securityKey", "s3cret&key");
        parameters.put("requestXml", "<GetEcomData/>");
        parameters.put("retries", "0");
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void the_request_is_posted_and_the_answer_given_to_the_jobs() throws Exception {
        run();

        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).method()).isEqualTo("POST");
        assertThat(requests.get(0).body()).isEqualTo("<GetEcomData/>");
        assertThat(requests.get(0).headers())
                .containsEntry("Content-type", List.of("text/xml; charset=utf-8"))
                .containsEntry("Securitykey", List.of("s3cret&key"));
        assertThat(deliveries).hasSize(1);
        assertThat(deliveries.get(0).job()).startsWith("Products,Price list").contains("inbox=true", "Root=tables");
        assertThat(deliveries.get(0).body()).isEqualTo(ANSWER);
        assertThat(deliveries.get(0).headers()).containsOnly(Map.entry("Content-Type", "text/xml; charset=utf-8"));
        assertThat(files).as("no log unless asked for").isEmptyDirectory();
    }

    @Test
    void the_request_xml_is_sent_as_it_stands() throws Exception {
        String xml =
                "<?xml version=\"1.0\"?>\n<GetEcomData a='{{ b }}' c=\"${body}\">\r\n\t{{}} }} {{ $simple{x} \\{{ y}} %2B + æøå € <![CDATA[&]]>\n</GetEcomData>\n";
        parameters.put("requestXml", xml);

        run();

        assertThat(requests.get(0).body()).isEqualTo(xml);
    }

    @Test
    void without_a_security_key_no_such_header_is_sent() throws Exception {
        parameters.put("securityKey", "");
        run();

        assertThat(requests.get(0).headers()).doesNotContainKey("Securitykey");
    }

    @Test
    void nothing_of_the_caller_is_sent_and_nothing_but_the_type_comes_back() throws Exception {
        answer = exchange -> {
            exchange.getResponseHeaders().set("CamelFileName", "../evil.xml");
            exchange.getResponseHeaders().set("Set-Cookie", "a=b");
            respond(exchange, 200, "text/xml", ANSWER);
        };

        run(Map.of("Authorization", "Bearer x", "CamelHttpUri", "http://127.0.0.1:1/", "CamelHttpPath", "/other"));

        assertThat(requests.get(0).uri()).hasToString("/erp");
        assertThat(requests.get(0).headers()).doesNotContainKey("Authorization");
        assertThat(deliveries.get(0).headers()).containsOnlyKeys("Content-Type");
    }

    @Test
    void the_address_keeps_its_own_query() throws Exception {
        parameters.merge("webServiceUrl", "?company=A%26B&day=1", String::concat);
        run();

        assertThat(requests.get(0).uri().getRawQuery()).isEqualTo("company=A%26B&day=1");
    }

    @Test
    void a_failing_web_service_fails_the_task_and_the_job_gets_nothing() throws Exception {
        answer = exchange -> respond(exchange, 500, "text/plain", "out of stock");

        Throwable failure = catchThrowable(this::run);

        assertThat(failure)
                .isInstanceOf(WebServiceException.class)
                .hasMessage(parameters.get("webServiceUrl") + ": answered 500 Internal Server Error: out of stock");
        assertThat(deliveries).isEmpty();
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() throws Exception {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            respond(exchange, 302, "text/plain", "");
        };

        assertThat(catchThrowable(this::run)).hasMessageContainingAll("302", "/elsewhere", "not followed");
        assertThat(requests).as("the key went to one place only").hasSize(1);
        assertThat(deliveries).isEmpty();
    }

    /** A login page says 200 too: to tell it from data is the job's check of the root element. */
    @Test
    void an_answer_that_is_not_data_reaches_the_job_with_its_type() throws Exception {
        answer = exchange -> respond(exchange, 200, "text/html", "<html>Sign in</html>");
        parameters.put("expectedRoot", "Root");
        run();

        assertThat(deliveries.get(0).job()).contains("expectedRoot=Root");
        assertThat(deliveries.get(0).body()).isEqualTo("<html>Sign in</html>");
        assertThat(deliveries.get(0).headers()).containsEntry("Content-Type", "text/html");
    }

    @Test
    void a_web_service_that_does_not_answer_in_time_fails_the_task() {
        parameters.put("requestTimeout", "200ms");
        answer = exchange -> awaitEnd();

        assertThat(catchThrowable(this::run)).hasRootCauseInstanceOf(SocketTimeoutException.class);
        assertThat(deliveries).isEmpty();
    }

    @Test
    void a_web_service_that_stops_in_the_middle_fails_the_task() {
        parameters.put("requestTimeout", "200ms");
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<tables>".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            awaitEnd();
        };

        assertThat(catchThrowable(this::run)).hasRootCauseInstanceOf(SocketTimeoutException.class);
        assertThat(deliveries).isEmpty();
    }

    /** The server sends the second half only after the job has read the first: an answer held in memory would never end. */
    @Test
    void the_answer_streams_into_the_job() throws Exception {
        CountDownLatch firstHalfRead = new CountDownLatch(1);
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write("<tables>".getBytes(UTF_8));
                body.flush();
                await(firstHalfRead);
                body.write("</tables>".getBytes(UTF_8));
            }
        };
        onRead = firstHalfRead::countDown;
        run();

        assertThat(deliveries.get(0).body()).isEqualTo("<tables></tables>");
    }

    @Test
    void a_compressed_answer_arrives_as_its_text() throws Exception {
        answer = exchange -> {
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
                gzip.write(ANSWER.getBytes(UTF_8));
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, zipped.size());
            exchange.getResponseBody().write(zipped.toByteArray());
            exchange.close();
        };
        run();

        assertThat(deliveries.get(0).body()).isEqualTo(ANSWER);
    }

    @Test
    void requests_and_answers_are_logged() throws Exception {
        parameters.put("logAllRequestsAndResponses", "True");
        parameters.put("requestXml", "<GetEcomData>æ</GetEcomData>");
        run();

        Map<String, String> log = log();
        assertThat(log).hasSize(2);
        assertThat(log).anySatisfy((name, text) -> {
            assertThat(name).matches("Products 2\\.0/\\d{8}-\\d{6}-\\d{3}-request\\.xml");
            assertThat(text).isEqualTo("<GetEcomData>æ</GetEcomData>");
        });
        assertThat(log).anySatisfy((name, text) -> {
            assertThat(name).matches("Products 2\\.0/\\d{8}-\\d{6}-\\d{3}-response\\.xml");
            assertThat(text).isEqualTo(ANSWER);
        });
        assertThat(log.values()).noneMatch(text -> text.contains("s3cret"));
        assertThat(deliveries.get(0).body()).isEqualTo(ANSWER);
        assertThat(requests.get(0).headers()).containsKey("Securitykey");
    }

    @Test
    void the_log_keeps_what_a_failing_web_service_said() throws Exception {
        parameters.put("logAllRequestsAndResponses", "true");
        answer = exchange -> respond(exchange, 500, "text/xml", "<error>locked</error>");

        assertThat(catchThrowable(this::run)).hasMessageContaining("500");
        assertThat(log()).hasSize(2).containsValue("<error>locked</error>");
    }

    @Test
    void a_task_that_leaves_the_log_folder_is_refused() {
        parameters.put("logAllRequestsAndResponses", "true");
        parameters.put("task", "../../elsewhere");

        assertThat(catchThrowable(this::run)).hasMessageContaining("../../elsewhere");
        assertThat(requests).isEmpty();
    }

    @Test
    void a_missing_parameter_is_named() {
        parameters.remove("webServiceUrl");

        assertThat(catchThrowable(this::run)).hasMessageContaining("webServiceUrl");
    }

    private void run() throws Exception {
        run(Map.of());
    }

    /** Does what Drover does: makes the route of the task, then runs it with the parameters as variables. */
    private void run(Map<String, Object> headers) throws Exception {
        String endpoint = "direct:task/Products 2.0";
        add(TemplatedRouteBuilder.builder(context, "web-service").parameter("endpoint", endpoint + "/web-service"));
        add(TemplatedRouteBuilder.builder(context, "import-data")
                .parameter("endpoint", endpoint)
                .parameter("webService", endpoint + "/web-service")
                .parameter("deliveryCheck", "mock:check"));
        Exchange exchange = template.request(endpoint, e -> {
            new AddIns(context)
                    .get("import-data")
                    .parameters()
                    .forEach(one -> e.setVariable(one.name(), one.defaultValue()));
            parameters.forEach(e::setVariable);
            e.getMessage().setHeaders(new HashMap<>(headers));
            e.getMessage().setBody("of the caller");
        });
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey("SecurityKey");
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    private void add(TemplatedRouteBuilder route) {
        parameters.keySet().stream()
                .filter(name -> !name.equals("securityKey")) // the variable is enough: no secret stands in the route
                .forEach(name -> route.parameter(name, parameters.get(name)));
        route.add();
    }

    private Map<String, String> log() throws IOException {
        Map<String, String> log = new HashMap<>();
        Path folder = files.resolve("Log");
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                log.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return log;
    }

    private static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void awaitEnd() {
        await(end);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stands in for the job component, which reads its body as a stream. */
    private final class JobStandIn extends JobComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> options) {
            String job = remaining + options;
            options.clear();
            return new ProcessorEndpoint(uri, this, exchange -> deliver(job, exchange.getMessage()));
        }

        private void deliver(String job, Message message) throws Exception {
            Map<String, Object> headers = new HashMap<>(message.getHeaders());
            try (InputStream body = message.getMandatoryBody(InputStream.class)) {
                byte[] start = body.readNBytes(8);
                onRead.run();
                deliveries.add(
                        new Delivery(job, new String(start, UTF_8) + new String(body.readAllBytes(), UTF_8), headers));
            }
        }
    }
}
