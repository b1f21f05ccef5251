package io.drover.http;

import io.drover.http.upload.UploadCheck;
import io.drover.security.Admission;
import io.drover.security.Admission.Admitted;
import io.drover.security.Caller;
import io.drover.security.RequestHead;
import io.drover.settings.Settings;
import io.drover.testing.HttpConnection;
import io.drover.testing.HttpConnection.Answer;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.HttpServerConfigurationProperties;

/** The HTTP server alone, with routes that tell what they were given, and a gate that lets in whom the test wants. */
final class HttpFixture implements AutoCloseable {
    static final String ACTIVITY = "ac0c3c4e-7f4b-4b1e-9b11-8a2f0d7a6c11";
    static final String OTHER_ACTIVITY = "ac0c3c4e-7f4b-4b1e-9b11-8a2f0d7a6c12";

    private static final OwnOperations OWN = new OwnOperations() {
        @Override
        public boolean isAudited(String method, String path) {
            return false;
        }

        @Override
        public boolean takesUpload(String method, String path) {
            return (method + " " + path)
                    .matches("POST /api/(connector/enqueue/.*|jobs/[^/]+/run|jobs/draft)|PUT /drover/dmf/.*");
        }

        @Override
        public boolean takesForm(String method, String path) {
            return false;
        }

        @Override
        public boolean needsContent(String path) {
            return path.startsWith("/api/connector/enqueue/");
        }
    };

    private final Map<String, String> settings = new HashMap<>();
    private final CamelContext camel = new DefaultCamelContext();
    private final Path data;
    private HttpServerFactory factory;
    /** Of each request that reached a route. */
    final LinkedBlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    /** What the gate was asked. */
    final LinkedBlockingQueue<RequestHead> asked = new LinkedBlockingQueue<>();

    private Function<RequestHead, Optional<Admission>> decide = head -> Optional.of(new Admitted(Caller.LOOPBACK));
    private Function<RequestHead, Admission> admit = head -> new Admitted(Caller.LOOPBACK);
    private UploadCheck uploads = head -> Long.MAX_VALUE;
    private boolean answers;
    private HttpAction action = (exchange, call) -> {};

    /** What a route does besides telling. */
    @FunctionalInterface
    interface HttpAction {
        void run(Exchange exchange, Call call) throws Exception;
    }

    record Seen(String route, Map<String, Object> headers, Call call, String body) {
        String header(String name) {
            return String.valueOf(headers.get(name));
        }
    }

    HttpFixture(Path data) {
        this.data = data;
        with("drover.data", data.toString());
        with("camel.server.port", String.valueOf(TestServer.freePort()));
    }

    HttpFixture with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    HttpFixture deciding(Function<RequestHead, Optional<Admission>> decision) {
        decide = decision;
        return this;
    }

    HttpFixture admitting(Function<RequestHead, Admission> admission) {
        decide = head -> Optional.empty();
        admit = admission;
        return this;
    }

    HttpFixture checkingUploads(UploadCheck check) {
        uploads = check;
        return this;
    }

    HttpFixture doing(HttpAction what) {
        action = what;
        return this;
    }

    /** As {@link #doing}; the action itself sees to the answer. */
    HttpFixture answering(HttpAction what) {
        answers = true;
        return doing(what);
    }

    HttpFixture start() {
        try {
            factory = new HttpServerFactory(
                    settings(),
                    new AdmissionControl(
                            head -> {
                                asked.add(head);
                                return decide.apply(head);
                            },
                            head -> admit.apply(head)),
                    new AdmissionControl(head -> Optional.empty(), head -> admit.apply(head)),
                    OWN,
                    Optional::empty);
            camel.addService(factory.newHttpServer(camel, new HttpServerConfigurationProperties(null)), true, true);
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    take("POST", "/api/connector/enqueue/{activity}");
                    take("GET", "/api/connector/dequeue/{activity}");
                    take("GET", "/api/connector/download/{message}");
                    take("POST", "/api/jobs/{name}/run");
                    take("POST", "/api/jobs/draft");
                    take("GET", "/api/jobs");
                    take(
                            "POST",
                            "/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.GetMessageStatus");
                    take("POST", "/{tenant}/oauth2/v2.0/token");
                    take("PUT", "/drover/dmf/{name}");
                    take("POST", "/Shop/Orders/{id}");
                }

                private void take(String method, String path) {
                    from("platform-http:" + path + "?httpMethodRestrict=" + method)
                            .process(e -> tell(path, e));
                }
            });
            camel.start();
            factory.checkUploads(uploads);
            factory.open();
            return this;
        } catch (Exception e) {
            close();
            throw e instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    private void tell(String route, Exchange exchange) throws Exception {
        Call call = Call.of(exchange);
        seen.add(new Seen(
                route,
                new HashMap<>(exchange.getMessage().getHeaders()),
                call,
                exchange.getMessage().getBody(String.class)));
        action.run(exchange, call);
        exchange.getMessage().removeHeaders("*");
        if (answers) {
            return;
        }
        exchange.getMessage().setBody(route);
    }

    Settings settings() {
        return Settings.of(settings);
    }

    String url() {
        return HttpServerFactory.url(settings());
    }

    int port() {
        return Integer.parseInt(settings.get("camel.server.port"));
    }

    CamelContext camel() {
        return camel;
    }

    /** One request on a connection of its own. */
    Answer send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        try (HttpConnection connection = new HttpConnection(url())) {
            return connection.send(method, path, headers, body);
        }
    }

    Answer get(String path) throws IOException {
        return send("GET", path, Map.of(), null);
    }

    Answer enqueue(byte[] body) throws IOException {
        return send("POST", "/api/connector/enqueue/" + ACTIVITY, Map.of(), body);
    }

    /** Uploads that lie there now. */
    List<Path> spooled() {
        try (Stream<Path> files = Files.walk(data.resolve("spool"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}
