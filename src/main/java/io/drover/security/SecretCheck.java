package io.drover.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Checks secrets against their hashes. Hashes are slow on purpose: which secret fitted which hash is remembered, under a key
 * that lives as long as this process, and no more than two are computed at once, so that guessing does not take the machine.
 * Thread-safe.
 */
final class SecretCheck {
    private static final int MAX_REMEMBERED = 1_000;
    private static final int AT_ONCE = 2;
    private static final long WAIT_SECONDS = 5;
    private final SecretKey key;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<String, String> hashes = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_REMEMBERED;
        }
    });

    SecretCheck() {
        try {
            key = KeyGenerator.getInstance("HmacSHA256").generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC", e);
        }
    }

    /** Whether a secret has fitted one of an application's hashes before. */
    boolean isKnown(String clientId, String secret, List<String> valid) {
        String hash = hashes.get(mac(clientId, secret));
        return hash != null && valid.contains(hash);
    }

    /**
     * Whether a secret fits one of an application's hashes.
     *
     * @throws Refusal 503 when too many are being checked
     */
    boolean fits(String clientId, String secret, List<String> valid) throws Refusal {
        if (isKnown(clientId, secret, valid)) {
            return true;
        }
        takeTurn();
        try {
            for (String candidate : valid.isEmpty() ? List.of(Nobody.HASH) : valid) {
                if (SecretHash.matches(secret, candidate)) {
                    hashes.put(mac(clientId, secret), candidate);
                    return true;
                }
            }
            return false;
        } finally {
            turns.release();
        }
    }

    private void takeTurn() throws Refusal {
        try {
            if (!turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw Refusal.unavailable(1, "too many secrets are being checked; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable(1, "the server stops");
        }
    }

    private String mac(String clientId, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal((clientId + "\0" + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC", e);
        }
    }

    /** What the secret of an application is compared with that does not exist, so that the answer takes as long. */
    private static final class Nobody {
        static final String HASH = SecretHash.of(SecretHash.newSecret());
    }
}
