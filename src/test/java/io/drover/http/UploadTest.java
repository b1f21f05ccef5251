package io.drover.http;

import static io.drover.http.HttpFixture.ACTIVITY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.http.HttpFixture.Seen;
import io.drover.http.upload.Upload;
import io.drover.testing.HttpConnection;
import io.drover.testing.HttpConnection.Answer;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that go to disk as they come; rows 22 (the fast one), 23 and 24. */
class UploadTest {
    private static final int LIMIT = 4 * 1024 * 1024;

    @TempDir
    Path data;

    private HttpFixture server;
    private final AtomicReference<Integer> bytesOfFile = new AtomicReference<>();

    @BeforeEach
    void start() {
        server = new HttpFixture(data)
                .with("drover.http.max-upload", String.valueOf(LIMIT))
                .doing((exchange, call) -> {
                    Path file = call.upload().map(Upload::file).orElse(null);
                    bytesOfFile.set(file == null ? null : (int) Files.size(file));
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 65_536})
    void smallBodiesStayInMemory(int size) throws Exception {
        byte[] body = random(size);
        assertThat(server.enqueue(body).status()).isEqualTo(200);
        Upload upload = server.seen.take().call().upload().orElseThrow();
        assertThat(upload.content()).isEqualTo(body);
        assertThat(upload.file()).isNull();
        assertThat(upload.bytes()).isEqualTo(size);
        assertThat(upload.sha256()).isEqualTo(sha256(body));
        assertThat(server.spooled()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 1024 * 1024, LIMIT})
    void largerOnesGoToAFileThatIsDeletedWithTheAnswer(int size) throws Exception {
        byte[] body = random(size);
        assertThat(server.enqueue(body).status()).isEqualTo(200);
        Upload upload = server.seen.take().call().upload().orElseThrow();
        assertThat(bytesOfFile).hasValue(size);
        assertThat(upload.content()).isNull();
        assertThat(upload.bytes()).isEqualTo(size);
        assertThat(upload.sha256()).isEqualTo(sha256(body));
        awaitNothingSpooled();
    }

    @Test
    void aFileThatWasMovedStays() throws Exception {
        Path moved = data.resolve("moved");
        server.doing((exchange, call) -> Files.move(call.upload().orElseThrow().file(), moved));
        assertThat(server.enqueue(random(100_000)).status()).isEqualTo(200);
        awaitNothingSpooled();
        assertThat(moved).hasSize(100_000);
    }

    @Test
    void aFileIsDeletedThoughItsRouteFails() throws Exception {
        server.doing((exchange, call) -> {
            throw new IllegalStateException("on purpose");
        });
        Answer answer = server.enqueue(random(100_000));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).doesNotContain("on purpose", "Exception");
        awaitNothingSpooled();
    }

    @Test
    void chunksWithoutALength() throws Exception {
        byte[] body = random(300_000);
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(head("Transfer-Encoding: chunked"));
            for (int at = 0; at < body.length; at += 1000) {
                connection.send("3e8\r\n".getBytes(UTF_8)).send(java.util.Arrays.copyOfRange(body, at, at + 1000));
                connection.send("\r\n".getBytes(UTF_8));
            }
            connection.send("0\n\n");
            assertThat(connection.head()).startsWith("HTTP/1.1 200");
        }
        assertThat(server.seen.take().call().upload().orElseThrow().sha256()).isEqualTo(sha256(body));
    }

    @Test
    void aDeclaredLengthBeyondTheLimitIsRefusedBeforeTheBody() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(head("Content-Length: " + (LIMIT + 1) + "\nExpect: 100-continue"));
            assertThat(connection.head()).startsWith("HTTP/1.1 413").contains("connection: close");
        }
        assertThat(server.seen).isEmpty();
    }

    /** Row 22: within a megabyte of the limit, and nothing is left of it. */
    @Test
    void chunksBeyondTheLimitAreRefusedAtTheLimit() throws Exception {
        byte[] piece = new byte[64 * 1024];
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(head("Transfer-Encoding: chunked"));
            for (int sent = 0; sent <= LIMIT; sent += piece.length) {
                connection.send("10000\r\n".getBytes(UTF_8)).send(piece).send("\r\n".getBytes(UTF_8));
            }
            // The body has not ended; the answer is there all the same
            assertThat(connection.head()).startsWith("HTTP/1.1 413");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(server.spooled()).isEmpty();
        assertThat(server.seen).isEmpty();
    }

    /** Row 23. */
    @ParameterizedTest
    @ValueSource(ints = {10, 70_000, 2_000_000})
    void aTruncatedUploadLeavesNothing(int sent) throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(head("Content-Length: 3000000")).send(random(sent));
            if (sent > 65_536) {
                await().until(() -> !server.spooled().isEmpty());
            }
        }
        awaitNothingSpooled();
        assertThat(server.enqueue(random(1)).status()).isEqualTo(200);
        assertThat(server.seen).hasSize(1);
    }

    /** Row 24. */
    @ParameterizedTest
    @CsvSource({
        "Content-Type, application/x-www-form-urlencoded",
        "Content-Type, multipart/form-data; boundary=x",
        "Content-Type, MULTIPART/FORM-DATA; boundary=x",
        "Content-Encoding, gzip",
        "Content-Encoding, deflate"
    })
    void formsAndCompressedBodiesAreRefused(String name, String value) throws Exception {
        for (String path : new String[] {"/api/connector/enqueue/" + ACTIVITY, "/api/jobs/Products/run"}) {
            Answer answer = server.send("POST", path, Map.of(name, value), "a=b".getBytes(UTF_8));
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.headers()).containsEntry("connection", "close");
        }
        assertThat(server.seen).isEmpty();
    }

    /** Row 24: what clients send. */
    @ParameterizedTest
    @ValueSource(
            strings = {"application/zip", "application/octet-stream", "application/json", "text/xml; charset=utf-8"})
    void anyOtherTypeIsTaken(String type) throws Exception {
        assertThat(server.send("POST", "/api/connector/enqueue/" + ACTIVITY, Map.of("Content-Type", type), random(10))
                        .status())
                .isEqualTo(200);
        assertThat(server.enqueue(random(10)).status()).as("no type").isEqualTo(200);
    }

    /** Row 24. */
    @Test
    void anEmptyBodyIsRefusedWhereOneIsNeeded() throws Exception {
        assertThat(server.enqueue(new byte[0]).status()).isEqualTo(400);
        assertThat(server.enqueue(null).status()).isEqualTo(400);
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(head("Transfer-Encoding: chunked") + "0\n\n");
            assertThat(connection.head()).startsWith("HTTP/1.1 400");
        }
        assertThat(server.seen).isEmpty();
        assertThat(server.send("POST", "/api/jobs/Products/run", Map.of(), null).status())
                .isEqualTo(200);
        Seen run = server.seen.take();
        assertThat(run.call().upload()).map(Upload::bytes).contains(0L);
    }

    @Test
    void continueComesPromptlyAndOnce() throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(head("Content-Length: 4\nExpect: 100-continue"));
            assertThat(connection.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            connection.send("text".getBytes(UTF_8));
            assertThat(connection.head()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void anotherExpectationIsRefused() throws Exception {
        assertThat(server.send("POST", "/api/connector/enqueue/" + ACTIVITY, Map.of("Expect", "202-maybe"), random(1))
                        .status())
                .isEqualTo(417);
    }

    /** The file is the route's while it works, though the client has gone. */
    @Test
    void aClientThatGoesAwayTakesNoFileFromUnderTheRoute() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        AtomicReference<Boolean> there = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        server.doing((exchange, call) -> {
            working.countDown();
            gone.await();
            there.set(Files.exists(call.upload().orElseThrow().file()));
            done.countDown();
        });
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(head("Content-Length: 100000")).send(random(100_000));
            working.await();
        }
        gone.countDown();
        done.await();
        assertThat(there).hasValue(true);
        awaitNothingSpooled();
    }

    @Test
    void manyAtOnce() throws Exception {
        var clients = Executors.newFixedThreadPool(8);
        try {
            var results = new java.util.ArrayList<java.util.concurrent.Future<Integer>>();
            for (int i = 0; i < 40; i++) {
                int size = 50_000 + i * 10_000;
                results.add(clients.submit(() -> server.enqueue(random(size)).status()));
            }
            for (var result : results) {
                assertThat(result.get()).isEqualTo(200);
            }
        } finally {
            clients.shutdown();
        }
        assertThat(server.seen).hasSize(40).allSatisfy(seen -> {
            Upload upload = seen.call().upload().orElseThrow();
            assertThat(upload.sha256()).isEqualTo(sha256(random((int) upload.bytes())));
        });
        awaitNothingSpooled();
    }

    @Test
    void whatAnEarlierProcessLeftIsDeletedAtTheStart() throws Exception {
        server.close();
        Path left = data.resolve("spool/uploads/upload-1.part");
        Files.createDirectories(left.getParent());
        try (OutputStream out = Files.newOutputStream(left)) {
            out.write(1);
        }
        server = new HttpFixture(data).start();
        assertThat(left).doesNotExist();
    }

    @Test
    void severalOnOneConnection() throws Exception {
        try (HttpConnection connection = new HttpConnection(server.url())) {
            for (int i = 0; i < 5; i++) {
                assertThat(connection.stream(
                                        "POST",
                                        "/api/connector/enqueue/" + ACTIVITY,
                                        Map.of(),
                                        new ByteArrayInputStream(random(200_000)),
                                        200_000)
                                .status())
                        .isEqualTo(200);
                assertThat(connection
                                .send("GET", "/api/connector/dequeue/" + ACTIVITY, Map.of(), null)
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    private void awaitNothingSpooled() {
        await().untilAsserted(() -> assertThat(server.spooled()).isEmpty());
    }

    private static String head(String headers) {
        return "POST /api/connector/enqueue/" + ACTIVITY + " HTTP/1.1\nHost: 127.0.0.1\n" + headers + "\n\n";
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
