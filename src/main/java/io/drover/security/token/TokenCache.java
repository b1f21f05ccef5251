package io.drover.security.token;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Tokens that were checked, by their hash, until they expire; no longer than keys are kept, so that a token does not outlive
 * the key it was signed with. Thread-safe.
 */
final class TokenCache {
    private static final int MAX_TOKENS = 10_000;
    private static final Duration LONGEST = RemoteKeys.TTL;

    private final Clock clock;
    private final Map<String, Identity> identities = new ConcurrentHashMap<>();

    TokenCache(Clock clock) {
        this.clock = clock;
    }

    Optional<Identity> find(String token) {
        String hash = hash(token);
        Identity identity = identities.get(hash);
        if (identity == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(identity.until())) {
            identities.remove(hash, identity);
            return Optional.empty();
        }
        return Optional.of(identity);
    }

    void add(String token, Identity identity) {
        Instant now = clock.instant();
        if (identities.size() >= MAX_TOKENS) {
            identities.values().removeIf(old -> !now.isBefore(old.until()));
            if (identities.size() >= MAX_TOKENS) {
                identities.clear();
            }
        }
        Instant latest = now.plus(LONGEST);
        Instant until = identity.until().isBefore(latest) ? identity.until() : latest;
        identities.put(hash(token), new Identity(identity.clientId(), identity.issuer(), identity.roles(), until));
    }

    private static String hash(String token) {
        return Base64.getEncoder().encodeToString(DigestUtils.sha256(token.getBytes(StandardCharsets.US_ASCII)));
    }
}
