package io.drover.connection.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.connection.Excerpt;
import io.drover.connection.OutgoingAnswer;
import io.drover.connection.OutgoingCalls;
import io.drover.connection.WebServiceException;
import io.drover.connection.WebServiceException.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Asks token endpoints for access tokens. Each failure is a {@link WebServiceException} with the address of the endpoint. Thread-safe. */
final class TokenEndpoints {
    /** How long a token is used of which the endpoint does not say how long it is valid. */
    private static final long UNSAID_SECONDS = 300;
    /** The most seconds before its expiry that a token is not used any more; of a short-lived one a tenth of its time. */
    private static final long MARGIN_SECONDS = 120;

    private static final int MOST_BYTES = 256 * 1024;

    private final ObjectMapper json = new ObjectMapper();
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

    /** Asks for a token. */
    Token ask(TokenClient client) throws IOException {
        Instant asked = clock.instant();
        JsonNode answer = answer(client);
        String token = answer.path("access_token").asText("");
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw failure(client, "answered without an access_token", Kind.FINAL, 200, null);
        }
        long seconds = Math.max(0, answer.path("expires_in").asLong(UNSAID_SECONDS));
        return new Token(token, asked.plusSeconds(seconds - Math.min(MARGIN_SECONDS, seconds / 10)));
    }

    private JsonNode answer(TokenClient client) throws IOException {
        try {
            return OutgoingCalls.SHARED.send(client.request().limit(limit), answer -> read(client, answer));
        } catch (InterruptedException e) {
            throw interrupted(client, e);
        } catch (WebServiceException e) {
            throw e;
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "no connection" : e.getMessage();
            throw failure(client, reason, Kind.UNSENT, 0, e);
        }
    }

    private JsonNode read(TokenClient client, OutgoingAnswer answer) throws IOException {
        String text = answer.text(MOST_BYTES);
        int status = answer.status();
        if (status != 200) {
            Kind kind = status == 429 || status >= 500 ? Kind.UNSENT : Kind.FINAL;
            // Whatever the token endpoint calls it: no request of this client will be let in
            int meaning = kind == Kind.FINAL ? 401 : status;
            throw failure(client, "answered " + status + said(client, text), kind, meaning, answer.retryAfter(), null);
        }
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw failure(client, "answered no JSON" + said(client, text), Kind.FINAL, status, null);
        }
    }

    /** What an endpoint says of an error: its error and error_description, else its first characters. */
    private String said(TokenClient client, String text) {
        String said;
        try {
            JsonNode error = json.readTree(text);
            said = (error.path("error").asText() + " "
                            + error.path("error_description").asText())
                    .strip();
        } catch (IOException e) {
            said = "";
        }
        return Excerpt.of((said.isEmpty() ? text : said)
                .replace(client.secret(), "***")
                .replace(RequestCredentials.encoded(client.secret()), "***"));
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
