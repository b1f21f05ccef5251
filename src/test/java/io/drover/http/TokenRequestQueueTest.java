package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many tokens are asked for, the API has threads. */
class TokenRequestQueueTest {
    private static final int CLIENTS = 60;
    private static final int AT_ONCE = 4;
    private static final int WAITING = 32;

    @TempDir
    Path data;

    private final CountDownLatch computed = new CountDownLatch(1);
    private final AtomicInteger working = new AtomicInteger();
    private final List<RawConnection> clients = new ArrayList<>();

    private HttpFixture server;

    @BeforeEach
    void start() {
        server = new HttpFixture(data)
                .with("drover.http.threads", String.valueOf(AT_ONCE + 1))
                .doing((exchange, call) -> work(String.valueOf(exchange.getFromEndpoint())))
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        computed.countDown();
        for (RawConnection client : clients) {
            client.close();
        }
        server.close();
    }

    @Test
    void theApiAnswersWhileSixtyAskForTokens() throws Exception {
        RawConnection slow = ask("Content-Length: 5\n\nab"); // its body is not there: it takes no turn
        for (int i = 0; i < CLIENTS; i++) {
            ask("Content-Length: 1\n\na");
        }
        await().untilAtomic(working, is(AT_ONCE));

        try (RawConnection api = new RawConnection(server.port())) {
            api.send("GET /api/jobs HTTP/1.1\nHost: a\n\n");
            assertThat(api.head()).startsWith("HTTP/1.1 200");
        }
        assertThat(working).hasValue(AT_ONCE);

        computed.countDown();
        slow.send("cde");
        List<String> answers = new ArrayList<>();
        for (RawConnection client : clients) {
            String head = client.head();
            answers.add(head.substring(9, 12));
            assertThat(head.startsWith("HTTP/1.1 200") || head.contains("Retry-After"))
                    .isTrue();
        }
        assertThat(answers).containsOnly("200", "503");
        assertThat(answers.stream().filter("200"::equals).count())
                .isBetween((long) AT_ONCE + WAITING, AT_ONCE + WAITING + 1L);
    }

    private RawConnection ask(String rest) throws Exception {
        RawConnection client = new RawConnection(server.port());
        clients.add(client);
        return client.send("POST /tenant/oauth2/v2.0/token HTTP/1.1\nHost: a\n"
                + "Content-Type: application/x-www-form-urlencoded\n" + rest);
    }

    private void work(String endpoint) throws InterruptedException {
        if (endpoint.contains("token")) {
            working.incrementAndGet();
            computed.await();
        }
    }
}
