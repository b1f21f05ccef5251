package io.drover.http;

import static io.drover.http.HttpFixture.ACTIVITY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.security.Admission.Admitted;
import io.drover.security.Admission.Refused;
import io.drover.security.Caller;
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
        try (server) {
            server.admitting(head -> {
                throw new IllegalStateException("jdbc:h2:secret");
            });
            server.start();
            Answer answer = server.enqueue(new byte[] {1});
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).doesNotContain("secret");
            server.deciding(head -> {
                throw new IllegalStateException("jdbc:h2:secret");
            });
            assertThat(server.enqueue(new byte[] {1}).status()).isEqualTo(500);
            assertThat(server.seen).isEmpty();
        }
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
