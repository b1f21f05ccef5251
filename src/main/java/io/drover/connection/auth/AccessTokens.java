package io.drover.connection.auth;

import io.drover.connection.Transport;
import io.drover.connection.WebServiceException;
import io.drover.connection.auth.TokenEndpoints.Token;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Access tokens of OAuth 2.0 client credentials, each kept until shortly before it expires. Of one client and scope, one is
 * asked for at a time; who comes meanwhile waits for it. Thread-safe.
 */
public final class AccessTokens {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Clock clock;
    private final TokenEndpoints endpoints;
    private final Map<Asker, Entry> entries = new ConcurrentHashMap<>();

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
        this.endpoints = new TokenEndpoints(clock, limit);
    }

    /** Who asks, and what network connections that goes over. */
    private record Asker(TokenClient client, Object identity) {}

    private Entry entry(TokenClient client, Transport transport) {
        Asker asker = new Asker(client, transport == null ? null : transport.identity());
        return entries.computeIfAbsent(asker, first -> new Entry());
    }

    /**
     * A token that is valid now.
     *
     * @param transport how the token endpoint is reached; null for what the settings say
     */
    String get(TokenClient client, Transport transport) throws IOException {
        Entry entry = entry(client, transport);
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
                return ask(new Question(client, transport), entry, mine).text();
            }
            Optional<Token> theirs = await(client, asked);
            if (theirs.isPresent()) {
                return theirs.get().text();
            }
        }
    }

    /** Empty when who asked for it was interrupted: that is no failure of others. */
    private static Optional<Token> await(TokenClient client, CompletableFuture<Token> asked) throws IOException {
        try {
            return Optional.of(asked.get());
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            WebServiceException theirs = (WebServiceException) e.getCause();
            throw new WebServiceException(
                    theirs.getMessage(), theirs.kind(), theirs.status(), theirs.retryAfter(), theirs);
        } catch (InterruptedException e) {
            throw TokenEndpoints.interrupted(client, e);
        }
    }

    /** Forgets a token that was refused, unless another has come meanwhile. */
    void forget(TokenClient client, Transport transport, String token) {
        Entry entry = entry(client, transport);
        synchronized (entry) {
            if (entry.token != null && token.equals(entry.token.text())) {
                entry.token = null;
            }
        }
    }

    private record Question(TokenClient client, Transport transport) {}

    /** Asks for those who wait for it, too. */
    private Token ask(Question question, Entry entry, CompletableFuture<Token> waitedFor) throws IOException {
        Token token = null;
        WebServiceException failure = null;
        try {
            token = endpoints.ask(question.client, question.transport);
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
}
