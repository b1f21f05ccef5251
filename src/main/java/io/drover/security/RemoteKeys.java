package io.drover.security;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer over HTTP, kept for ten minutes. While the issuer is away the old ones serve on. A key that is not among
 * them makes them be read again, but not more than once in half a minute, and after a failure nobody waits for the issuer for
 * half a minute. Thread-safe.
 */
final class RemoteKeys implements KeySource {
    static final Duration TTL = Duration.ofMinutes(10);
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    private final String issuer;
    private final KeyDocument document;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile JWKSet keys;
    private volatile Instant read = Instant.MIN;
    private volatile Instant tried = Instant.MIN;

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
    public List<JWK> keysFor(JWSHeader header) throws Refusal {
        JWKSet known = keys;
        if (known == null) {
            known = firstKeys();
        } else if (isOlder(read, TTL) && isOlder(tried, WINDOW) && reading.tryLock()) {
            try {
                refresh(); // one does, the others go on with the old ones
            } finally {
                reading.unlock();
            }
            known = keys;
        }
        List<JWK> found = KeySource.select(known, header);
        return found.isEmpty() ? afterRefresh(known, header) : found;
    }

    private JWKSet firstKeys() throws Refusal {
        reading.lock();
        try {
            if (keys == null && isOlder(tried, WINDOW)) {
                refresh();
            }
        } finally {
            reading.unlock();
        }
        if (keys == null) {
            long wait = WINDOW.minus(Duration.between(tried, clock.instant())).toSeconds();
            throw Refusal.unavailable(
                    (int) wait + 1,
                    "the keys of the issuer " + issuer
                            + " cannot be read, so that no token of it can be checked; the log of"
                            + " the server says why");
        }
        return keys;
    }

    @SuppressWarnings("ReferenceEquality") // whether somebody has read them since, be they the same or not
    private List<JWK> afterRefresh(JWKSet known, JWSHeader header) {
        reading.lock();
        try {
            if (keys == known && isOlder(tried, WINDOW)) {
                refresh();
            }
        } finally {
            reading.unlock();
        }
        return KeySource.select(keys, header);
    }

    private void refresh() {
        tried = clock.instant();
        try {
            JWKSet fresh = JWKSet.parse(document.read()).toPublicJWKSet();
            if (fresh.isEmpty()) {
                throw new IOException("the key set has no public key");
            }
            keys = fresh;
            read = tried;
        } catch (IOException | ParseException | IllegalArgumentException e) {
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
