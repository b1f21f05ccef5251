package io.drover.security.application;

import io.drover.security.AccessRefusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Checks secrets against their hashes. Hashes are slow on purpose: which secret fitted which hash is remembered, under a key
 * that lives as long as this process, and no more than two are checked at once, so that guessing does not take the machine; nor do many
 * wait for that, so that it does not take the threads. Thread-safe.
 */
final class SecretCheck {
    private static final int MAX_REMEMBERED = 1_000;
    private static final int AT_ONCE = 2;
    private static final int WAITING = 2;
    private static final long WAIT_SECONDS = 5;
    /** Hashes that a secret is compared with, however many an application has: the time shall not tell whether it exists. */
    private static final int COMPARED = 2;

    private final String nobodys;
    private final BiPredicate<String, String> matches;
    private final SecretKey key;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<String, String> hashes = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_REMEMBERED;
        }
    });

    /** @param hash as which the secrets are kept */
    SecretCheck(SecretHash hash) {
        this(SecretHash::matches, hash);
    }

    /** @param matches whether a secret fits a hash */
    SecretCheck(BiPredicate<String, String> matches, SecretHash hash) {
        this.matches = matches;
        this.nobodys = hash.ofNobody();
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
     * @throws AccessRefusal 503 when too many are being checked
     */
    boolean fits(String clientId, String secret, List<String> valid) throws AccessRefusal {
        if (isKnown(clientId, secret, valid)) {
            return true;
        }
        takeTurn();
        try {
            boolean fits = false;
            for (int i = 0; i < Math.max(valid.size(), COMPARED); i++) {
                String candidate = i < valid.size() ? valid.get(i) : nobodys;
                if (matches.test(secret, candidate) && i < valid.size()) {
                    hashes.put(mac(clientId, secret), candidate);
                    fits = true;
                }
            }
            return fits;
        } finally {
            turns.release();
        }
    }

    /** How many wait for a turn. */
    int waiting() {
        return turns.getQueueLength();
    }

    private void takeTurn() throws AccessRefusal {
        if (turns.getQueueLength() >= WAITING) {
            throw AccessRefusal.unavailable(1, "too many secrets are being checked; try again");
        }
        try {
            if (!turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw AccessRefusal.unavailable(1, "too many secrets are being checked; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AccessRefusal.unavailable(1, "the server stops");
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
}
