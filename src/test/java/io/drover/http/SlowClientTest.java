package io.drover.http;

import static io.drover.http.HttpFixture.ACTIVITY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.HttpConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 25: clients that hold a connection without using it are let go, and the others are served meanwhile. */
class SlowClientTest {
    private static final int IDLE = 500;
    private static final int ANSWER = 20_000_000;

    @TempDir
    Path data;

    private final ExecutorService background = Executors.newCachedThreadPool();
    private final AtomicBoolean over = new AtomicBoolean();
    private HttpFixture server;

    @BeforeEach
    void start() {
        server = new HttpFixture(data)
                .with("drover.http.head-timeout", "2")
                .with("drover.http.idle-timeout", "2")
                .with("drover.http.body-timeout", "2")
                .with("drover.http.min-rate", "1KB")
                .with("drover.http.max-connections-per-address", String.valueOf(IDLE + 10))
                .start();
    }

    @AfterEach
    void stop() {
        over.set(true);
        background.shutdownNow();
        server.close();
    }

    @Test
    void aHeadThatComesInDrops() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /api/jobs HTTP/1.1\nHost: a\n");
            drip(connection, "X-A: b\r\n");
            assertClosedWhileOthersAreServed(connection);
        }
    }

    @Test
    void aBodyThatComesInDrops() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(
                    "POST /api/connector/enqueue/" + ACTIVITY + " HTTP/1.1\nHost: a\nContent-Length: 1000000\n\n");
            connection.send(new byte[100_000]);
            drip(connection, "a");
            assertClosedWhileOthersAreServed(connection);
        }
        await().until(() -> server.spooled().isEmpty());
    }

    @Test
    void aBodyThatStops() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST /Shop/Orders/1 HTTP/1.1\nHost: a\nContent-Length: 1000\n\nabc");
            assertClosedWhileOthersAreServed(connection);
        }
    }

    /** Fast enough for every window, and yet without an end. */
    @Test
    void aBodyThatTakesLongerThanARequestMay() throws Exception {
        server.close();
        server = new HttpFixture(data)
                .with("drover.http.request-timeout", "1")
                .with("drover.http.min-rate", "1")
                .start();
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST /Shop/Orders/1 HTTP/1.1\nHost: a\nContent-Length: 1000000\n\n");
            drip(connection, "some of it");
            assertClosedWhileOthersAreServed(connection);
        }
    }

    @Test
    void chunksThatComeInDropsOnAConnectionThatWasUsedBefore() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST /Shop/Orders/1 HTTP/1.1\nHost: a\nContent-Length: 1\n\na");
            assertThat(connection.head()).contains("200");
            connection.send("POST /Shop/Orders/1 HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n");
            drip(connection, "1\r\na\r\n");
            assertClosedWhileOthersAreServed(connection);
        }
    }

    @Test
    void connectionsThatAskForNothing() throws Exception {
        List<RawConnection> idle = new ArrayList<>();
        try {
            for (int i = 0; i < IDLE; i++) {
                idle.add(new RawConnection(server.port()));
            }
            serveOthers();
            for (RawConnection connection : idle) {
                assertThat(connection.isClosedByServer()).isTrue();
            }
        } finally {
            for (RawConnection connection : idle) {
                connection.close();
            }
        }
    }

    @Test
    void aConnectionWithoutAFurtherRequest() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /api/jobs HTTP/1.1\nHost: a\n\n");
            assertThat(connection.head()).contains("200");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    /** Jobs run for minutes: an answer may take as long as it needs. */
    @Test
    void aRouteThatIsSlowerThanAllThese() throws Exception {
        CountDownLatch proceed = new CountDownLatch(1);
        server.doing((exchange, call) -> {
            if (call.upload().isPresent()) {
                proceed.await();
            }
        });
        try (RawConnection slow = new RawConnection(server.port());
                RawConnection idle = new RawConnection(server.port())) {
            slow.send("POST /api/connector/enqueue/" + ACTIVITY + " HTTP/1.1\nHost: a\nContent-Length: 1\n\na");
            // Another of the same age is closed
            assertThat(idle.isClosedByServer()).isTrue();
            assertThat(idleConnectionIsClosed()).isTrue();
            proceed.countDown();
            assertThat(slow.head()).contains("200");
        }
    }

    /** A download may take long, too, as long as it goes on. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatIsTakenSlowly(boolean file) throws Exception {
        answerMuch(file);
        try (RawConnection slow = new RawConnection(server.port())) {
            slow.send("GET /api/jobs HTTP/1.0\nHost: a\n\n");
            slow.head();
            long received = 0;
            while (received < ANSWER) {
                int piece = slow.read(ANSWER / 50);
                assertThat(piece).isPositive();
                received += piece;
                TimeUnit.MILLISECONDS.sleep(100); // 5 s in all: longer than anything may stand still
            }
            assertThat(received).isEqualTo(ANSWER);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatNobodyTakes(boolean file) throws Exception {
        answerMuch(file);
        try (RawConnection slow = new RawConnection(server.port())) {
            slow.send("GET /api/jobs HTTP/1.0\nHost: a\n\n");
            slow.head();
            for (int pause = 0; pause < 3; pause++) {
                assertThat(idleConnectionIsClosed()).isTrue();
            }
            assertThat(slow.countUntilClosed()).isLessThan(ANSWER);
        }
    }

    private void answerMuch(boolean file) throws IOException {
        Path much = Files.write(data.resolve("much"), new byte[ANSWER]);
        server.answering((exchange, call) -> {
            if (file) {
                ((HttpMessage) exchange.getMessage()).getResponse().sendFile(much.toString());
            } else {
                exchange.getMessage().setBody(Files.newInputStream(much));
            }
        });
    }

    @Test
    void moreConnectionsThanAllowed() throws Exception {
        server.close();
        server = new HttpFixture(data).with("drover.http.max-connections", "3").start();
        RawConnection three = new RawConnection(server.port());
        try (RawConnection one = new RawConnection(server.port());
                RawConnection two = new RawConnection(server.port())) {
            for (RawConnection connection : List.of(one, two, three)) {
                connection.send("GET /api/jobs HTTP/1.1\nHost: a\n\n");
                assertThat(connection.head()).contains("200");
            }
            try (RawConnection four = new RawConnection(server.port())) {
                assertThat(four.isClosedByServer()).isTrue();
            }
            three.close();
            await().ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(server.get("/api/jobs").status()).isEqualTo(200));
        }
    }

    /** Takes as long as the server lets a connection wait. */
    private boolean idleConnectionIsClosed() throws IOException {
        try (RawConnection idle = new RawConnection(server.port())) {
            return idle.isClosedByServer();
        }
    }

    private void assertClosedWhileOthersAreServed(RawConnection connection) throws IOException {
        serveOthers();
        assertThat(connection.isClosedByServer()).isTrue();
    }

    private void serveOthers() throws IOException {
        try (HttpConnection other = new HttpConnection(server.url())) {
            for (int i = 0; i < 20; i++) {
                assertThat(other.send("POST", "/Shop/Orders/1", Map.of(), "order".getBytes(UTF_8))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    /** Sends a little now and then, so that the connection is never quite idle. */
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the connection, by an exception
    private void drip(RawConnection connection, String drop) {
        background.submit(() -> {
            while (!over.get()) {
                connection.send(drop.getBytes(UTF_8));
                TimeUnit.MILLISECONDS.sleep(200);
            }
            return null;
        });
    }
}
