package io.drover.http;

import static io.drover.http.HttpFixture.ACTIVITY;
import static io.drover.http.HttpFixture.OTHER_ACTIVITY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.http.upload.UploadCheck.RefusedUploadException;
import io.drover.http.upload.UploadHead;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may not upload is told so by the head: no body is asked for, read or kept. */
class UploadCheckTest {
    private static final int MOST = 100_000;

    @TempDir
    static Path data;

    private static final LinkedBlockingQueue<UploadHead> ASKED = new LinkedBlockingQueue<>();
    private static HttpFixture server;

    @BeforeAll
    static void start() {
        server = new HttpFixture(data).checkingUploads(UploadCheckTest::most).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static long most(UploadHead head) throws RefusedUploadException {
        ASKED.add(head);
        if (head.path().contains(OTHER_ACTIVITY)) {
            throw new RefusedUploadException(
                    401, Map.of("Content-Type", "text/plain", "X-Why", "policy"), "not yours".getBytes(UTF_8));
        }
        return MOST;
    }

    private static String post(String activity, String headers) {
        return "POST /api/connector/enqueue/%s?entity=a%%20b HTTP/1.1\nHost: a\n%s\n\n".formatted(activity, headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1000000000",
                "Content-Length: 5",
                "Transfer-Encoding: chunked",
                "Expect: 100-continue\nContent-Length: 1000000"
            })
    void isRefusedBeforeItsBody(String headers) throws Exception {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(post(OTHER_ACTIVITY, headers));
            assertThat(connection.head())
                    .startsWith("HTTP/1.1 401 ")
                    .contains("Content-Type: text/plain", "X-Why: policy", "connection: close");
        }
        assertThat(server.spooled()).isEmpty();
    }

    @Test
    void isAskedForItsBodyWhenItIsTaken() throws Exception {
        ASKED.clear();
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(post(ACTIVITY, "Expect: 100-continue\nContent-Length: 5\nX-A: b"));
            assertThat(connection.head()).startsWith("HTTP/1.1 100 ");
            connection.send("12345");
            assertThat(connection.head()).startsWith("HTTP/1.1 200 ");
        }
        UploadHead head = ASKED.take();
        assertThat(head.method()).isEqualTo("POST");
        assertThat(head.path()).isEqualTo("/api/connector/enqueue/" + ACTIVITY);
        assertThat(head.query()).isEqualTo("entity=a%20b");
        assertThat(head.bytes()).isEqualTo(5);
        assertThat(head.header().apply("x-a")).isEqualTo("b");
        assertThat(head.header().apply("x-b")).isNull();
    }

    @Test
    void isStoppedWhereTheCheckSays() throws Exception {
        assertThat(server.enqueue(new byte[MOST]).status()).isEqualTo(200);
        assertThat(server.enqueue(new byte[MOST + 1]).status()).isEqualTo(413);
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(post(ACTIVITY, "Transfer-Encoding: chunked") + "30000\n" + "a".repeat(0x30000) + "\n");
            assertThat(connection.head()).startsWith("HTTP/1.1 413 ");
        }
        assertThat(server.spooled()).isEmpty();
    }
}
