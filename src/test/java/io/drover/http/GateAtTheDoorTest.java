package io.drover.http;

import static io.drover.http.HttpFixture.ACTIVITY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Refused;
import io.drover.security.Caller;
import io.drover.testing.ConsoleLines;
import io.drover.testing.HttpConnection;
import io.drover.testing.HttpConnection.Answer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets past the gate, and whom it refuses knows at once, without having sent a body. */
class GateAtTheDoorTest {
    private static final Caller CLIENT = new Caller("client-1", "issuer", Set.of());
    private static final Refused REFUSED =
            new Refused(401, Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""), "the token has expired");

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusalComesBeforeTheBody(boolean atOnce) throws Exception {
        try (HttpFixture server = refusing(atOnce);
                RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST /api/connector/enqueue/" + ACTIVITY
                    + " HTTP/1.1\nHost: a\nContent-Length: 500000000\nExpect: 100-continue\n\n");
            assertThat(connection.head())
                    .startsWith("HTTP/1.1 401")
                    .contains("WWW-Authenticate: Bearer error=\"invalid_token\"", "connection: close");
            assertThat(connection.isClosedByServer()).isTrue();
            assertThat(server.seen).isEmpty();
            assertThat(server.spooled()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusalInTheShapeOfItsPlace(boolean atOnce) throws Exception {
        try (HttpFixture server = refusing(atOnce)) {
            assertThat(server.get("/api/connector/dequeue/" + ACTIVITY).text())
                    .isEqualTo("{\"Message\":\"the token has expired\",\"StackTrace\":null,"
                            + "\"ExceptionType\":\"System.InvalidOperationException\"}");
            assertThat(server.get("/api/jobs").text()).isEqualTo("{\"error\":\"the token has expired\"}");
            Answer data = server.send("POST", "/data/x", Map.of(), "{}".getBytes(UTF_8));
            assertThat(data.text()).startsWith("{\"error\":{\"code\":\"\",\"message\":\"the token has expired\"");
        }
    }

    /** The connection goes on when there was no body. */
    @Test
    void anotherRequestAfterARefusal() throws Exception {
        try (HttpFixture server = refusing(true);
                HttpConnection connection = new HttpConnection(server.url())) {
            for (int i = 0; i < 3; i++) {
                assertThat(connection.send("GET", "/api/jobs", Map.of(), null).status())
                        .isEqualTo(401);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCallerReachesTheRoute(boolean atOnce) throws Exception {
        HttpFixture server = new HttpFixture(data);
        try (server) {
            if (atOnce) {
                server.deciding(head -> Optional.of(new Admitted(CLIENT)));
            } else {
                server.admitting(head -> new Admitted(CLIENT));
            }
            server.start();
            for (int size : new int[] {1, 200_000}) {
                assertThat(server.enqueue(new byte[size]).status()).isEqualTo(200);
                assertThat(server.seen.take().call().caller()).isEqualTo(CLIENT);
            }
            assertThat(server.send("POST", "/Shop/Orders/1", Map.of(), new byte[1000])
                            .status())
                    .isEqualTo(200);
            assertThat(server.seen.take().body()).hasSize(1000);
            assertThat(server.get("/api/jobs").status()).isEqualTo(200);
        }
    }

    @Test
    void aGateThatFailsLetsNobodyIn() throws Exception {
        HttpFixture server = new HttpFixture(data);
        try (server;
                ConsoleLines log = new ConsoleLines()) {
            server.admitting(head -> {
                throw new IllegalStateException("jdbc:h2:secret");
            });
            server.start();
            assertOnlyTheLogSaysMore(server.enqueue(new byte[] {1}), log);
            server.deciding(head -> {
                throw new IllegalStateException("jdbc:h2:secret");
            });
            assertOnlyTheLogSaysMore(server.enqueue(new byte[] {1}), log);
            assertThat(server.seen).isEmpty();
        }
    }

    /** Camel answers what a route of one's own throws; what its engine cannot hand over, Drover does. */
    @Test
    void aRouteThatFailsTellsTheLogAlone() throws Exception {
        try (HttpFixture server = new HttpFixture(data);
                ConsoleLines log = new ConsoleLines()) {
            server.answering((exchange, call) -> {
                throw new IllegalStateException("jdbc:h2:secret");
            });
            server.start();
            assertThat(server.send("POST", "/Shop/Orders/1", Map.of(), new byte[] {1}))
                    .satisfies(answer -> assertThat(answer.status()).isEqualTo(500))
                    .satisfies(answer -> assertThat(answer.text()).isEmpty());
            assertThat(log.file()).contains("jdbc:h2:secret");
            log.clear();
            server.answering((exchange, call) -> exchange.getMessage().setBody(new Object() {
                @Override
                public String toString() {
                    throw new IllegalStateException("jdbc:h2:secret");
                }
            }));
            assertOnlyTheLogSaysMore(server.get("/api/jobs"), log);
        }
    }

    private static void assertOnlyTheLogSaysMore(Answer answer, ConsoleLines log) {
        assertThat(answer.status()).isEqualTo(500);
        Matcher reference = Pattern.compile(
                        "An error has occurred; the server's log says which, at error ([0-9a-f]{8})\\.")
                .matcher(answer.text());
        assertThat(reference.find()).as(answer.text()).isTrue();
        assertThat(answer.text()).doesNotContain("secret", "IllegalState");
        assertThat(log.file()).contains("error " + reference.group(1));
        log.clear();
    }

    /** New work is refused while what is under way ends. */
    @Test
    void stoppingEndsWhatIsUnderWayAndTakesNothingNew() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        ExecutorService background = Executors.newCachedThreadPool();
        HttpFixture server = new HttpFixture(data).doing((exchange, call) -> {
            working.countDown();
            proceed.await();
        });
        server.start();
        try (HttpConnection other = new HttpConnection(server.url())) {
            Future<Answer> underWay = background.submit(() -> server.enqueue(new byte[] {1}));
            working.await();
            Future<?> stopping = background.submit(server::close);
            await().until(() -> server.camel().isStopping());
            Answer refused = other.send("GET", "/api/jobs", Map.of(), null);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers()).containsKey("retry-after");
            proceed.countDown();
            assertThat(underWay.get().status()).isEqualTo(200);
            stopping.get();
        } finally {
            proceed.countDown();
            background.shutdown();
        }
    }

    private HttpFixture refusing(boolean atOnce) {
        HttpFixture server = new HttpFixture(data);
        return (atOnce ? server.deciding(head -> Optional.of(REFUSED)) : server.admitting(head -> REFUSED)).start();
    }
}
