package io.drover.security.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.drover.security.AccessRefusal;
import io.drover.security.audit.Audit;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer over HTTP, kept for ten minutes. While the issuer is away the old ones serve on. A key that is not among
 * them makes them be read again, but not more than once in half a minute, and after a failure nobody waits for the issuer for
 * half a minute. They are read beside those who ask: an issuer that hangs keeps no thread of theirs, and no lock. Thread-safe.
 */
final class RemoteKeys implements KeySource {
    static final Duration TTL = Duration.ofMinutes(10);
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    private final String issuer;
    private final KeyDocument document;
    private final Clock clock;
    private volatile JWKSet keys;
    private volatile Instant read = Instant.MIN;
    private volatile Instant tried = Instant.MIN;
    private volatile CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

    /** Where the keys come from. */
    @FunctionalInterface
    interface KeyDocument {
        /** Reads the JSON web key set. */
        String read() throws IOException;
    }

    /** @param issuer its name in the settings, for messages */
    RemoteKeys(String issuer, KeyDocument document, Clock clock) {
        this.issuer = issuer;
        this.document = document;
        this.clock = clock;
    }

    @Override
    public List<JWK> keysFor(JWSHeader header) throws AccessRefusal, KeysPendingException {
        if (keys == null) {
            awaitReading();
        }
        JWKSet known = keys;
        if (known == null) {
            long wait = WINDOW.minus(Duration.between(tried, clock.instant())).toSeconds();
            throw AccessRefusal.unavailable(
                    (int) wait + 1,
                    "the keys of the issuer " + issuer
                            + " cannot be read, so that no token of it can be checked; the log of"
                            + " the server says why");
        }
        if (isOlder(read, TTL)) {
            Optional<CompletableFuture<Void>> begun = begin();
            if (begun.isPresent()) {
                throw new KeysPendingException(begun.get()); // one waits, the others go on with the old ones
            }
        }
        List<JWK> found = KeySource.select(known, header);
        if (!found.isEmpty()) {
            return found;
        }
        awaitReading();
        return KeySource.select(keys, header);
    }

    /** Has the caller come back later, when the keys are being read, or can be now. */
    private void awaitReading() throws KeysPendingException {
        CompletableFuture<Void> current = begin().orElse(reading);
        if (!current.isDone()) {
            throw new KeysPendingException(current);
        }
    }

    /** Begins to read, on a thread of its own; empty when somebody does, or has tried a short while ago. */
    private synchronized Optional<CompletableFuture<Void>> begin() {
        if (!reading.isDone() || !isOlder(tried, WINDOW)) {
            return Optional.empty();
        }
        tried = clock.instant();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        reading = begun;
        Thread thread = new Thread(
                () -> {
                    try {
                        refresh();
                    } finally {
                        begun.complete(null);
                    }
                },
                "drover-keys-" + issuer);
        thread.setDaemon(true);
        thread.start();
        return Optional.of(begun);
    }

    private void refresh() {
        Instant began = tried;
        try {
            JWKSet fresh = JWKSet.parse(document.read()).toPublicJWKSet();
            if (fresh.isEmpty()) {
                throw new IOException("the key set has no public key");
            }
            keys = fresh;
            read = began;
        } catch (IOException | ParseException | RuntimeException e) {
            LOG.warn(
                    "the keys of the issuer {} cannot be read{}: {}",
                    issuer,
                    keys == null ? ", its tokens are refused" : ", those of before serve on",
                    Audit.printable(String.valueOf(e.getMessage())));
        }
    }

    private boolean isOlder(Instant then, Duration age) {
        return then.equals(Instant.MIN)
                || Duration.between(then, clock.instant()).compareTo(age) >= 0;
    }
}
