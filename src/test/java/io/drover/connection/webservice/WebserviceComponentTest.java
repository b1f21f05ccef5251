package io.drover.connection.webservice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import io.drover.connection.CallLimits.Counts;
import io.drover.connection.named.NamedConnections;
import io.drover.deploy.route.context.CamelRoutes;
import io.drover.testing.ConsoleLines;
import io.drover.testing.DrippingServer;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Request;
import io.drover.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that call the system of a connection: what goes out, what comes back, and what the other side does wrong. */
class WebserviceComponentTest {
    private static final String SECRET = "s3cret-of-the-route";

    @TempDir
    private static Path home;

    private static ScriptedServer erp;
    private static ScriptedServer tokens;
    private static DrippingServer silent;
    private static DrippingServer drips;
    private static TestServer drover;
    private static ConsoleLines console;
    private static CamelContext camel;

    private ProducerTemplate template;

    @BeforeAll
    static void start() throws Exception {
        erp = new ScriptedServer();
        tokens = new ScriptedServer();
        silent = new DrippingServer(DrippingServer.Where.NOTHING);
        drips = new DrippingServer(DrippingServer.Where.BODY);
        console = new ConsoleLines();
        Files.writeString(home.resolve("secret"), SECRET + "\n");
        drover = new TestServer(home);
        connection(
                "erp",
                erp.url(),
                "<header name='Company' value='CRONUS'/><query name='v' value='2'/>"
                        + "<authentication><basic user='drover' password='{{file:" + home.resolve("secret")
                        + "}}'/></authentication>"
                        + "<retries most='2' delay='1ms'/>");
        connection("once", erp.url(), "<retries most='0'/>");
        connection(
                "oauth",
                erp.url(),
                "<authentication><oauth2 tokenUrl='" + tokens.url() + "' clientId='drover' clientSecret='" + SECRET
                        + "'/></authentication><retries most='0'/>");
        connection("silent", silent.url(), "<timeouts response='200ms'/><retries most='0'/>");
        connection("drips", drips.url(), "<timeouts total='300ms'/><retries most='0'/>");
        connection("nobody", "http://127.0.0.1:" + TestServer.freePort(), "<retries most='1' delay='1ms'/>");
        connection("limited", erp.url(), "<retries most='0'/><limits requestsAtOnce='2'/>");
        connection("busy", erp.url(), "<timeouts total='2s'/><retries most='0'/>");
        drover.start();
        camel = drover.server().camel();
    }

    private static void connection(String name, String url, String more) {
        drover.withFile(
                "Files/Connections/" + name + ".xml",
                "<connection name='" + name + "'><baseUrl>" + url + "</baseUrl>" + more + "</connection>");
    }

    @AfterAll
    static void stop() {
        drover.close();
        erp.close();
        tokens.close();
        silent.close();
        drips.close();
        console.close();
    }

    @BeforeEach
    void begin() {
        template = camel.createProducerTemplate();
        erp.answers(200, "application/json", "{\"id\":1}");
        erp.requests().clear();
    }

    @AfterEach
    void end() throws IOException {
        template.close();
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private String failure(String uri, Object body) {
        Exchange exchange = send(uri, body, Map.of());
        assertThat(exchange.getException()).as("failure").isNotNull();
        return exchange.getException().getMessage();
    }

    private static Counts counts(String name) {
        return camel.getRegistry()
                .lookupByNameAndType("connections", NamedConnections.class)
                .counts(name);
    }

    @Test
    void theRequestIsTheMessagesWithWhatTheConnectionSays() {
        Exchange answered = send(
                "webservice:erp/orders/7?method=put&status=open now",
                "{\"a\":1}",
                Map.of(
                        "Content-Type", "application/json",
                        "X-Own", "1",
                        "Authorization", "Bearer of-the-caller",
                        "CamelHttpUri", "http://127.0.0.1:1/",
                        "CamelHttpPath", "/elsewhere"));

        assertThat(answered.getException()).isNull();
        Request sent = erp.requests().get(0);
        assertThat(sent.method()).isEqualTo("PUT");
        assertThat(sent.uri()).hasToString("/erp/orders/7?status=open+now&v=2");
        assertThat(sent.body()).isEqualTo("{\"a\":1}");
        assertThat(sent.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("company", "CRONUS")
                .containsEntry("x-own", "1")
                .containsEntry("authorization", "Basic ZHJvdmVyOnMzY3JldC1vZi10aGUtcm91dGU=");
        assertThat(answered.getMessage().getBody(String.class)).isEqualTo("{\"id\":1}");
        assertThat(answered.getMessage().getHeaders())
                .containsEntry("CamelHttpResponseCode", 200)
                .containsEntry("CamelHttpResponseText", "OK")
                .containsEntry("Content-Type", "application/json")
                .containsEntry("X-Own", "1")
                .doesNotContainKeys("Company");

        send("webservice:erp", null, Map.of());
        assertThat(erp.requests().get(1).method()).isEqualTo("GET");
        send("webservice:erp/x", new ByteArrayInputStream(new byte[] {'a'}), Map.of());
        assertThat(erp.requests().get(2).method()).isEqualTo("POST");
        send("webservice:erp/x", null, Map.of("CamelHttpMethod", "DELETE"));
        assertThat(erp.requests().get(3).method()).isEqualTo("DELETE");
    }

    @Test
    void aFailureIsOneLineWithoutSecretsAndWithoutExceptionTheAnswerIsTheMessage() {
        erp.answers(
                422, "application/json", "{\"error\":{\"code\":\"E1\",\"message\":\"no stock for " + SECRET + "\"}}");
        assertThat(failure("webservice:erp/orders?code=hidden", "{}"))
                .isEqualTo(erp.url() + "/orders: answered 422: E1: no stock for ***");

        Exchange answered = send("webservice:erp/orders?throwExceptionOnFailure=false", "{}", Map.of());
        assertThat(answered.getException()).isNull();
        assertThat(answered.getMessage().getHeader("CamelHttpResponseCode")).isEqualTo(422);

        erp.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/other?x=y");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        assertThat(failure("webservice:erp/orders", "{}"))
                .contains("answered 302 and points to http://127.0.0.1:1/other; that is not followed")
                .contains("write it into the base URL of the connection erp");
        assertThat(failure("webservice:erp/../admin", null)).contains("leads upwards");
        assertThat(failure("webservice:erb/orders", null))
                .contains("there is no connection 'erb'; there are busy, drips, erp");
        assertThat(console.file()).doesNotContain(SECRET);
    }

    @Test
    void whatMayPassIsSentAgainAsFarAsItMayArriveTwice() {
        AtomicInteger asked = new AtomicInteger();
        HttpHandler second = exchange -> {
            boolean first = asked.incrementAndGet() == 1;
            ScriptedServer.respond(exchange, first ? 502 : 200, "text/plain", "done");
        };
        erp.answers(second);
        assertThat(template.requestBody("webservice:erp/a?method=PUT", "x", String.class))
                .isEqualTo("done");
        assertThat(erp.requests()).hasSize(2).allSatisfy(sent -> assertThat(sent.body())
                .isEqualTo("x"));

        asked.set(0);
        assertThat(failure("webservice:erp/a", "x")).contains("answered 502").doesNotContain("tried");

        asked.set(0);
        Exchange keyed = send("webservice:erp/a", "x", Map.of("Idempotency-Key", "1"));
        assertThat(keyed.getException()).isNull();

        asked.set(0);
        InputStream stream = new ByteArrayInputStream("x".getBytes(US_ASCII));
        assertThat(failure("webservice:erp/a?method=PUT", stream)).contains("answered 502");

        erp.answers(503, "text/plain", "closed");
        assertThat(failure("webservice:erp/a", "x")).contains("answered 503", "closed; tried 3 times");
        assertThat(failure("webservice:nobody/a", new ByteArrayInputStream("x".getBytes(US_ASCII))))
                .contains("Connection refused", "tried 2 times");
    }

    @Test
    void anAccessTokenThatIsRefusedIsAskedForAgainOnce() {
        tokens.answers(200, "application/json", "{\"access_token\": \"first-token\", \"expires_in\": 3600}");
        send("webservice:oauth", null, Map.of());
        send("webservice:oauth", null, Map.of());
        assertThat(tokens.requests()).hasSize(1);

        tokens.answers(200, "application/json", "{\"access_token\": \"second-token\", \"expires_in\": 3600}");
        erp.answers(exchange -> {
            boolean old = exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer first-token");
            ScriptedServer.respond(exchange, old ? 401 : 200, "text/plain", "x");
        });
        assertThat(send("webservice:oauth", "body", Map.of()).getException()).isNull();
        assertThat(tokens.requests()).hasSize(2);
        erp.answers(401, "text/plain", "not you");
        assertThat(failure("webservice:oauth", "body")).contains("answered 401", "not you");
    }

    @Test
    void aSystemThatSaysNothingOrNeverEndsHoldsNobody() {
        assertThat(failure("webservice:silent/x", null)).contains("its answer had not begun within 200 ms");
        assertThatThrownBy(() -> template.requestBody("webservice:drips/x", null, String.class))
                .isInstanceOf(CamelExecutionException.class)
                .rootCause()
                .isInstanceOf(IOException.class);
        await().until(() -> counts("drips").running() == 0);
    }

    @Test
    void anAnswerThatBreaksOffIsNoSuccessAndTheLogOfARouteNamesItsAddress() {
        Exchange broken = send("webservice:drips/x", null, Map.of());

        assertThat(broken.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                .as("what a route behind an HTTP address would answer")
                .isNull();
        assertThat(CamelRoutes.reason(broken.getException()))
                .startsWith(drips.url() + "/x: ")
                .contains("the answer was still arriving when its time was up");
    }

    @Test
    void afterTooManyRequestsAllKeepQuietAndThoseWhoCannotWaitAreTold() {
        erp.answers(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "60");
            ScriptedServer.respond(exchange, 429, "text/plain", "slow down");
        });
        assertThat(failure("webservice:busy/a", null)).contains("answered 429", "slow down");
        int before = erp.requests().size();

        assertThat(failure("webservice:busy/b", null))
                .contains(
                        "the limits of the connection busy did not let the request begin within",
                        "its turn would come in");
        assertThat(erp.requests()).hasSize(before);
    }

    @Test
    void manyRoutesAtOnceKeepTheLimitAndAnAnswerHoldsItsPlaceUntilItIsRead() throws Exception {
        erp.hold();
        List<Future<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(CompletableFuture.supplyAsync(() -> send("webservice:limited/x", "y", Map.of())));
        }
        await().until(() -> erp.requests().size() == 2 && counts("limited").waiting() == 4);
        erp.release();
        for (Future<Exchange> each : all) {
            assertThat(each.get().getException()).isNull();
        }
        assertThat(erp.requests()).hasSize(6);
        assertThat(counts("limited")).isEqualTo(new Counts(0, 0, 6, 0));
    }
}
