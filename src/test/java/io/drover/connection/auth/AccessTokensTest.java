package io.drover.connection.auth;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.connection.WebServiceException;
import io.drover.testing.DrippingServer;
import io.drover.testing.DrippingServer.Where;
import io.drover.testing.MovableClock;
import io.drover.testing.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Access tokens: how long they are used, and what is asked for them. */
class AccessTokensTest {
    private final ScriptedServer endpoint = new ScriptedServer();
    private final MovableClock clock = new MovableClock();
    private final AccessTokens tokens = new AccessTokens(clock);
    private final TokenClient client =
            new TokenClient(URI.create(endpoint.url()), "drover", "s3cret&+", false, "erp/.default", "");

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void aTokenIsUsedUntilShortlyBeforeItExpires() throws Exception {
        answer("one", 3600);
        assertThat(tokens.get(client, null)).isEqualTo("one");
        answer("two", 30);

        clock.pass(Duration.ofSeconds(3600 - 121));
        assertThat(tokens.get(client, null)).isEqualTo("one");
        clock.pass(Duration.ofSeconds(1));
        assertThat(tokens.get(client, null)).isEqualTo("two");
        clock.pass(Duration.ofSeconds(26));
        assertThat(tokens.get(client, null)).isEqualTo("two");
        clock.pass(Duration.ofSeconds(1));
        tokens.get(client, null);

        assertThat(endpoint.requests()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Where.class)
    void anEndpointThatDoesNotComeToAnEndIsGivenUpByAllWhoWait(Where where) throws Exception {
        AccessTokens hasty = new AccessTokens(clock, Duration.ofMillis(300));
        ExecutorService tasks = Executors.newCachedThreadPool();
        try (DrippingServer server = new DrippingServer(where)) {
            TokenClient dripped = new TokenClient(URI.create(server.url()), "drover", "s3cret&+", false, "", "");
            List<Future<String>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(tasks.submit(() -> hasty.get(dripped, null)));
            }
            for (Future<String> one : asked) {
                assertThatThrownBy(one::get)
                        .cause()
                        .isInstanceOfSatisfying(WebServiceException.class, failure -> assertThat(failure.kind())
                                .isEqualTo(WebServiceException.Kind.UNSENT))
                        .hasMessage("the token endpoint " + server.url()
                                + ": the whole answer was not there within 300 ms");
            }
        } finally {
            tasks.shutdownNow();
        }
    }

    @Test
    void whoIsInterruptedWhileItAsksFailsAloneAndTheOthersGetTheirToken() throws Exception {
        answer("one", 3600);
        endpoint.hold();
        Thread asking = new Thread(
                () -> assertThatThrownBy(() -> tokens.get(client, null)).hasMessageContaining("interrupted"));
        asking.start();
        await().until(() -> endpoint.requests().size() == 1);
        ExecutorService tasks = Executors.newSingleThreadExecutor();
        try {
            Future<String> other = tasks.submit(() -> tokens.get(client, null));
            asking.interrupt();
            asking.join();
            endpoint.release();
            assertThat(other.get()).isEqualTo("one");
        } finally {
            tasks.shutdownNow();
        }
    }

    @Test
    void theSecretIsInTheBodyOrInTheHeader() throws Exception {
        answer("one", 3600);
        tokens.get(client, null);
        tokens.get(new TokenClient(client.endpoint(), "drover", "s3cret&+", true, "", "https://erp.example.com"), null);

        assertThat(endpoint.requests().get(0).body())
                .isEqualTo(
                        "grant_type=client_credentials&client_id=drover&client_secret=s3cret%26%2B&scope=erp%2F.default");
        assertThat(endpoint.requests().get(0).headers())
                .containsEntry("content-type", "application/x-www-form-urlencoded")
                .doesNotContainKey("authorization");
        assertThat(endpoint.requests().get(1).body())
                .isEqualTo("grant_type=client_credentials&resource=https%3A%2F%2Ferp.example.com");
        assertThat(endpoint.requests().get(1).headers().get("authorization")).startsWith("Basic ");
    }

    @Test
    void oneOfManyAsksAndTheOthersWaitForIt() throws Exception {
        answer("one", 3600);
        endpoint.hold();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> tokens.get(client, null)));
            }
            endpoint.release();
            for (Future<String> one : all) {
                assertThat(one.get()).isEqualTo("one");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void whatTheEndpointSaysOfAnErrorIsToldWithoutTheSecret() {
        endpoint.answers(
                401,
                "application/json",
                "{\"error\": \"invalid_client\", \"error_description\": \"AADSTS7000215: no secret s3cret&+ of drover\"}");

        assertThatThrownBy(() -> tokens.get(client, null))
                .isInstanceOf(WebServiceException.class)
                .hasMessage("the token endpoint " + endpoint.url()
                        + ": answered 401: invalid_client AADSTS7000215: no secret *** of drover");
    }

    @Test
    void anEndpointThatAsksToBeLeftAloneIsAskedNoSooner() {
        endpoint.answers(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> tokens.get(client, null))
                .isInstanceOfSatisfying(WebServiceException.class, failure -> assertThat(failure.retryAfter())
                        .hasSeconds(7));
    }

    /** How long a token is used, of which an endpoint says what cannot be: five minutes, or a day. */
    @ParameterizedTest
    @CsvSource({
        "'\"3599\"', 3479",
        "3599.0, 3479",
        "'\"3599.0\"', 3479",
        "3.6e3, 3480",
        "null, 270",
        "'\"in one hour\"', 270",
        "'\"\"', 270",
        "0, 270",
        "-1, 270",
        "9223372036854775807, 86280",
        "31556889864403199, 86280",
        "99999999999999999999999999, 86280",
    })
    void aTimeThatCannotBeIsNotTaken(String expiresIn, int used) throws Exception {
        endpoint.answers(200, "application/json", "{\"access_token\": \"one\", \"expires_in\": " + expiresIn + "}");
        assertThat(tokens.get(client, null)).isEqualTo("one");
        clock.pass(Duration.ofSeconds(used - 1));
        tokens.get(client, null);
        assertThat(endpoint.requests()).as("before").hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        tokens.get(client, null);
        assertThat(endpoint.requests()).as("after").hasSize(2);
    }

    static Stream<Arguments> answers() {
        String token = "{\"access_token\": \"one\", \"token_type\": \"bearer\"}";
        return Stream.of(
                Arguments.of(201, token.getBytes(UTF_8)),
                Arguments.of(200, ("\uFEFF" + token).getBytes(UTF_8)),
                Arguments.of(200, ("\r\n  " + token + "\r\n").getBytes(UTF_8)),
                Arguments.of(200, token.replace("one", " one\\n").getBytes(UTF_8)),
                Arguments.of(200, token.getBytes(UTF_16)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerWithATokenIsTakenHoweverItIsWritten(int status, byte[] body) throws Exception {
        endpoint.answers(exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });

        assertThat(tokens.get(client, null)).isEqualTo("one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\": \"invalid_client\", \"error_description\": \"AADSTS7000222: expired\"}"
                        + " | answered 200, but with an error: invalid_client AADSTS7000222: expired",
                "{\"error\": {\"code\": \"E1\", \"message\": \"no such client\"}}"
                        + " | answered 200, but with an error: E1 no such client",
                "{\"access_token\": \"\"} | answered without an access_token",
                "[] | answered without an access_token",
                "{\"access_token\": \"one\", \"token_type\": \"MAC\"}"
                        + " | answered with a token of the type MAC; Drover sends Bearer tokens",
                "access_token=one&expires_in=1 | answered no JSON: access_token=***&expires_in=1",
                "<html>Sign in</html> | answered no JSON: <html>Sign in</html>",
            })
    void whatIsNoTokenIsSaid(String body, String said) {
        endpoint.answers(200, "application/json", body);

        assertThatThrownBy(() -> tokens.get(client, null))
                .isInstanceOfSatisfying(WebServiceException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(WebServiceException.Kind.FINAL))
                .hasMessage("the token endpoint " + endpoint.url() + ": " + said);
    }

    @Test
    void anEndpointThatAsksForTimeWithADateOfAnOldFormIsGivenIt() {
        endpoint.answers(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "Sunday, 06-Nov-94 08:49:37 GMT");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> tokens.get(client, null))
                .isInstanceOfSatisfying(WebServiceException.class, failure -> assertThat(failure.retryAfter())
                        .isZero());
    }

    @Test
    void aRedirectOfTheEndpointIsNotFollowed() {
        endpoint.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", endpoint.url() + "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> tokens.get(client, null)).hasMessageContaining("answered 307");
        assertThat(endpoint.requests()).hasSize(1);
    }

    private void answer(String token, int seconds) {
        endpoint.answers(
                200, "application/json", "{\"access_token\": \"%s\", \"expires_in\": %d}".formatted(token, seconds));
    }
}
