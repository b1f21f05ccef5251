package io.drover.security.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.drover.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The key that servers of tests sign tokens with: one for all of a JVM, and a short one. To make one as users have it takes seconds
 * without the second compiler. ApplicationsContract has servers that make their own.
 */
public final class TestKeys {
    private static final int BITS = 2048;
    private static RSAKey key;

    private TestKeys() {}

    /** Puts it where a server with these settings keeps its own, unless it has one. */
    public static void prepare(Settings settings) {
        Path file = settings.path("drover.data").resolve("signing-key.json");
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new PrivateKeyFile(file).write(key());
    }

    private static synchronized RSAKey key() {
        if (key == null) {
            try {
                RSAKey made = new RSAKeyGenerator(BITS)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .generate();
                key = new RSAKey.Builder(made)
                        .keyID(OwnKeys.KID_PREFIX + made.computeThumbprint())
                        .build();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
        return key;
    }
}
