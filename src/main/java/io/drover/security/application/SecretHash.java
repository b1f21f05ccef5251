package io.drover.security.application;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Secrets as they are kept: PBKDF2 with HMAC-SHA-256 and a salt each. The iterations stand in the hash, so that older hashes stay
 * valid when they are raised.
 *
 * @param iterations of new hashes
 */
record SecretHash(int iterations) {
    /** With the iterations that OWASP asks for: about 140 ms on the machine of docs/decisions/0022. */
    static final SecretHash STANDARD = new SecretHash(600_000);

    private static final String ALGORITHM = "pbkdf2-sha256";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final int SECRET_BYTES = 32;
    private static final String SECRET_PREFIX = "drv_";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A secret that nobody guesses; the prefix lets scanners of repositories recognise one that leaked. */
    static String newSecret() {
        return SECRET_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    }

    /** A new hash of a secret. */
    String of(String secret) {
        byte[] salt = random(SALT_BYTES);
        return hash(salt, pbkdf2(secret, salt, iterations));
    }

    private String hash(byte[] salt, byte[] derived) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return ALGORITHM + "$" + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(derived);
    }

    /** A hash that no secret has, for comparisons that only take their time. */
    String ofNobody() {
        return hash(random(SALT_BYTES), random(HASH_BITS / 8));
    }

    /** Takes as long for a wrong secret as for the right one. */
    static boolean matches(String secret, String hash) {
        String[] parts = hash.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(ALGORITHM)) {
            throw new IllegalStateException("a secret in the table application_secret is of an unknown kind");
        }
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] expected = Base64.getDecoder().decode(parts[3]);
        return MessageDigest.isEqual(expected, pbkdf2(secret, salt, Integer.parseInt(parts[1])));
    }

    private static byte[] pbkdf2(String secret, byte[] salt, int iterations) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, iterations, HASH_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2", e);
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
