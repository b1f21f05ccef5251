package io.drover.connection.auth;

import io.drover.connection.Excerpt;
import io.drover.connection.OutgoingCalls;
import io.drover.connection.Transport;
import io.drover.connection.WebServiceException;
import io.drover.connection.WebServiceException.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Asks token endpoints for access tokens. Each failure is a {@link WebServiceException} with the address of the endpoint. Thread-safe. */
final class TokenEndpoints {
    /** The most seconds before its expiry that a token is not used any more; of a short-lived one a tenth of its time. */
    private static final long MARGIN_SECONDS = 120;

    private final Clock clock;
    private final Duration limit;

    /**
     * An access token.
     *
     * @param until when another one is needed
     */
    record Token(String text, Instant until) {}

    /** @param limit for one exchange as a whole */
    TokenEndpoints(Clock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /** An answer, and how long the endpoint asks to be left alone. */
    private record Answer(TokenAnswer said, Duration retryAfter) {}

    /** Asks for a token. */
    Token ask(TokenClient client, Transport transport) throws IOException {
        Instant asked = clock.instant();
        Answer answer = answer(client, transport);
        requireToken(client, answer);
        long seconds = answer.said.seconds();
        return new Token(answer.said.token(), asked.plusSeconds(seconds - Math.min(MARGIN_SECONDS, seconds / 10)));
    }

    private Answer answer(TokenClient client, Transport transport) throws IOException {
        try {
            return OutgoingCalls.SHARED.send(
                    client.request().limit(limit).transport(transport),
                    answer -> new Answer(TokenAnswer.of(answer), answer.retryAfter()));
        } catch (InterruptedException e) {
            throw interrupted(client, e);
        } catch (WebServiceException e) {
            throw failure(client, e.getMessage(), e.kind(), e.status(), e.retryAfter(), e);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "no connection" : e.getMessage();
            throw failure(client, reason, Kind.UNSENT, 0, e);
        }
    }

    private static void requireToken(TokenClient client, Answer answer) throws WebServiceException {
        TokenAnswer said = answer.said;
        if (said.token().isEmpty()) {
            Kind kind = said.passes() ? Kind.UNSENT : Kind.FINAL;
            // Whatever the token endpoint calls it: no request of this client will be let in
            int meaning = kind == Kind.FINAL ? 401 : said.status();
            String words = said.said()
                    .replace(client.secret(), "***")
                    .replace(RequestCredentials.encoded(client.secret()), "***");
            throw failure(client, said.problem() + Excerpt.of(words), kind, meaning, answer.retryAfter, null);
        }
    }

    static WebServiceException interrupted(TokenClient client, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return failure(client, "interrupted", Kind.FINAL, 0, cause);
    }

    private static WebServiceException failure(
            TokenClient client, String what, Kind kind, int status, Throwable cause) {
        return failure(client, what, kind, status, null, cause);
    }

    private static WebServiceException failure(
            TokenClient client, String what, Kind kind, int status, Duration retryAfter, Throwable cause) {
        return new WebServiceException(
                "the token endpoint " + client.address() + ": " + what, kind, status, retryAfter, cause);
    }
}
