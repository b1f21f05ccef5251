package io.drover.connection.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.connection.CallParameters;
import io.drover.connection.Excerpt;
import io.drover.connection.OutgoingAnswer;
import io.drover.connection.OutgoingCalls;
import io.drover.connection.OutgoingRequest;
import io.drover.connection.WebServiceException;
import io.drover.connection.WebServiceException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Access tokens of OAuth 2.0 client credentials, each kept until shortly before it expires. Of one client and scope, one is
 * asked for at a time; who comes meanwhile waits for it. Thread-safe.
 */
public final class AccessTokens {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** How long a token is used of which the endpoint does not say how long it is valid. */
    private static final long UNSAID_SECONDS = 300;
    /** The most seconds before its expiry that a token is not used any more; of a short-lived one a tenth of its time. */
    private static final long MARGIN_SECONDS = 120;

    private static final int MOST_BYTES = 256 * 1024;

    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock;
    private final Duration limit;
    private final Map<Client, Entry> entries = new ConcurrentHashMap<>();

    /** Who asks where for what. */
    record Client(URI endpoint, String id, String secret, boolean inHeader, String scope, String resource) {
        static Client of(CallParameters parameters) {
            return new Client(
                    parameters.address("tokenUrl"),
                    parameters.required("clientId", "authentication oauth2"),
                    parameters.required("clientSecret", "authentication oauth2"),
                    parameters.text("clientAuthentication").equalsIgnoreCase("header"),
                    parameters.text("scope"),
                    parameters.text("resource"));
        }

        @Override
        public String toString() {
            return id + " at " + CallParameters.plain(endpoint.toString());
        }
    }

    private record Token(String text, Instant until) {}

    /** What is known of a client's token; its monitor guards it, and nobody waits under that. */
    private static final class Entry {
        private Token token;
        private CompletableFuture<Token> asked;
    }

    public AccessTokens(Clock clock) {
        this(clock, TIMEOUT);
    }

    /** @param limit for one exchange with the token endpoint as a whole */
    AccessTokens(Clock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /** A token that is valid now. */
    String get(Client client) throws IOException {
        Entry entry = entries.computeIfAbsent(client, c -> new Entry());
        while (true) {
            CompletableFuture<Token> mine = new CompletableFuture<>();
            CompletableFuture<Token> asked;
            synchronized (entry) {
                if (entry.token != null && clock.instant().isBefore(entry.token.until())) {
                    return entry.token.text();
                }
                entry.asked = entry.asked == null ? mine : entry.asked;
                asked = entry.asked;
            }
            if (asked == mine) {
                return ask(client, entry, mine).text();
            }
            Optional<Token> theirs = await(client, asked);
            if (theirs.isPresent()) {
                return theirs.get().text();
            }
        }
    }

    /** Empty when who asked for it was interrupted: that is no failure of others. */
    private static Optional<Token> await(Client client, CompletableFuture<Token> asked) throws IOException {
        try {
            return Optional.of(asked.get());
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            WebServiceException theirs = (WebServiceException) e.getCause();
            throw new WebServiceException(
                    theirs.getMessage(), theirs.kind(), theirs.status(), theirs.retryAfter(), theirs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(client, "interrupted", Kind.FINAL, 0, e);
        }
    }

    /** Forgets a token that was refused, unless another has come meanwhile. */
    void forget(Client client, String token) {
        Entry entry = entries.computeIfAbsent(client, c -> new Entry());
        synchronized (entry) {
            if (entry.token != null && token.equals(entry.token.text())) {
                entry.token = null;
            }
        }
    }

    /** Asks for those who wait for it, too. */
    private Token ask(Client client, Entry entry, CompletableFuture<Token> waitedFor) throws IOException {
        Token token = null;
        WebServiceException failure = null;
        try {
            token = ask(client);
            return token;
        } catch (WebServiceException e) {
            failure = e;
            throw e;
        } finally {
            synchronized (entry) {
                entry.token = token;
                entry.asked = null;
            }
            if (token != null) {
                waitedFor.complete(token);
            } else if (failure == null || failure.getCause() instanceof InterruptedException) {
                waitedFor.cancel(false);
            } else {
                waitedFor.completeExceptionally(failure);
            }
        }
    }

    private Token ask(Client client) throws IOException {
        Instant asked = clock.instant();
        JsonNode answer = answer(client);
        String token = answer.path("access_token").asText("");
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw failure(client, "answered without an access_token", Kind.FINAL, 200, null);
        }
        long seconds = Math.max(0, answer.path("expires_in").asLong(UNSAID_SECONDS));
        return new Token(token, asked.plusSeconds(seconds - Math.min(MARGIN_SECONDS, seconds / 10)));
    }

    private JsonNode answer(Client client) throws IOException {
        try {
            return OutgoingCalls.SHARED.send(request(client), answer -> read(client, answer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(client, "interrupted", Kind.FINAL, 0, e);
        } catch (WebServiceException e) {
            throw e;
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "no connection" : e.getMessage();
            throw failure(client, reason, Kind.UNSENT, 0, e);
        }
    }

    private OutgoingRequest request(Client client) {
        OutgoingRequest request = OutgoingRequest.post(client.endpoint())
                .header("Accept", "application/json")
                .limit(limit);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        if (client.inHeader()) {
            String pair = Credentials.encoded(client.id()) + ":" + Credentials.encoded(client.secret());
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        } else {
            form.put("client_id", client.id());
            form.put("client_secret", client.secret());
        }
        if (!client.scope().isEmpty()) {
            form.put("scope", client.scope());
        }
        if (!client.resource().isEmpty()) {
            form.put("resource", client.resource());
        }
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + Credentials.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return request.body("application/x-www-form-urlencoded", body.getBytes(UTF_8));
    }

    private JsonNode read(Client client, OutgoingAnswer answer) throws IOException {
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
    private String said(Client client, String text) {
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
                .replace(Credentials.encoded(client.secret()), "***"));
    }

    private static WebServiceException failure(Client client, String what, Kind kind, int status, Throwable cause) {
        return failure(client, what, kind, status, null, cause);
    }

    private static WebServiceException failure(
            Client client, String what, Kind kind, int status, Duration retryAfter, Throwable cause) {
        String address = CallParameters.plain(client.endpoint().toString());
        return new WebServiceException("the token endpoint " + address + ": " + what, kind, status, retryAfter, cause);
    }
}
