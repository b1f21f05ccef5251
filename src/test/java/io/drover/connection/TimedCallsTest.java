package io.drover.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.testing.DrippingServer;
import io.drover.testing.DrippingServer.Where;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a server does, a call ends. */
class TimedCallsTest {
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource(Where.class)
    void anAnswerThatDoesNotComeToAnEndIsGivenUp(Where where) {
        try (DrippingServer server = new DrippingServer(where)) {
            assertThatThrownBy(() -> call(server.url(), 1_000_000, LIMIT))
                    .isInstanceOf(HttpTimeoutException.class)
                    .hasMessage("the whole answer was not there within 300 ms");
        }
    }

    @Test
    void anAnswerIsTakenUpToTheLimitAndNoLongerOne() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            server.answers(200, "text/plain", "12345");

            assertThat(call(server.url(), 5, LONG)).asString().isEqualTo("12345");
            assertThatThrownBy(() -> call(server.url(), 4, LONG))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("more than 4 bytes");
        }
    }

    @Test
    void aFailureIsTheClientsOwn() throws Exception {
        String nowhere;
        try (ScriptedServer server = new ScriptedServer()) {
            nowhere = server.url();
        }
        assertThatThrownBy(() -> call(nowhere, 5, LONG)).isInstanceOf(ConnectException.class);
    }

    private byte[] call(String url, int bytes, Duration limit) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return TimedCalls.send(client, request, TimedCalls.atMost(bytes), limit).body();
    }
}
