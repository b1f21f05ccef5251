package io.drover.security.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.application.SigningKeyTable;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that the nodes of this Drover sign tokens with. Each node has a private one in drover.data, made when the first token
 * is asked for and replaced after drover.auth.key-days; the public halves are in the database, for all nodes. Thread-safe.
 */
public final class OwnKeys implements KeySource {
    /** Begins the ids of these keys, by which tokens of Drover itself are recognised. */
    static final String KID_PREFIX = "drover-";

    private static final int BITS = 3072;
    /** How long tokens that a replaced key has signed may live on. */
    private static final Duration OVERLAP = Duration.ofDays(2);

    private static final Duration AGE_CHECK = Duration.ofHours(1);
    private static final Duration PUBLISHED_TTL = Duration.ofMinutes(1);
    private static final Duration UNKNOWN_KEY_WINDOW = Duration.ofSeconds(1);

    private final SigningKeyTable table;
    private final PrivateKeyFile file;
    private final Duration lifetime;
    private final Clock clock = Clock.systemUTC();
    private RSAKey signing;
    private Instant signingChecked;
    private volatile JWKSet published = new JWKSet();
    private volatile Instant publishedRead = Instant.EPOCH;

    public OwnKeys(Settings settings, Store store) {
        this.table = new SigningKeyTable(store);
        this.file = new PrivateKeyFile(settings.path("drover.data").resolve("signing-key.json"));
        this.lifetime = Duration.ofDays(settings.number("drover.auth.key-days"));
    }

    /** This node's private key. */
    public synchronized RSAKey signing() {
        if (signing == null || isOlder(signingChecked, AGE_CHECK)) {
            RSAKey key = file.read().orElseGet(this::make);
            table.publish(key.getKeyID(), key.toPublicJWK().toJSONString());
            if (!table.isYoungerThan(key.getKeyID(), lifetime)) {
                key = make();
                table.publish(key.getKeyID(), key.toPublicJWK().toJSONString());
            }
            signing = key;
            signingChecked = clock.instant();
            publishedRead = Instant.EPOCH;
        }
        return signing;
    }

    private RSAKey make() {
        try {
            RSAKey key = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            RSAKey named = new RSAKey.Builder(key)
                    .keyID(KID_PREFIX + key.computeThumbprint())
                    .build();
            file.write(named);
            return named;
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java makes no RSA keys", e);
        }
    }

    /** The public halves of all nodes' keys, as they were within the last minute. */
    public JWKSet published() {
        if (isOlder(publishedRead, PUBLISHED_TTL)) {
            readPublished();
        }
        return published;
    }

    @Override
    public List<JWK> keysFor(JWSHeader header) {
        List<JWK> keys = KeySource.select(published(), header);
        if (keys.isEmpty() && isOlder(publishedRead, UNKNOWN_KEY_WINDOW)) {
            readPublished(); // another node may have made one
            keys = KeySource.select(published, header);
        }
        return keys;
    }

    private synchronized void readPublished() {
        Instant before = clock.instant();
        List<JWK> keys = new ArrayList<>();
        for (String jwk : table.youngerThan(lifetime.plus(OVERLAP))) {
            try {
                keys.add(JWK.parse(jwk).toPublicJWK());
            } catch (ParseException e) {
                throw new IllegalStateException("the table signing_key holds something that is no key", e);
            }
        }
        published = new JWKSet(keys);
        publishedRead = before;
    }

    private boolean isOlder(Instant then, Duration age) {
        return Duration.between(then, clock.instant()).compareTo(age) >= 0;
    }
}
