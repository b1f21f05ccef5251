package io.drover.settings.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A key that encrypts values: AES-256-GCM, a random nonce each time. As text it is {@code drover-key-} and 43 characters; an
 * encrypted value is the key's id, a point, and nonce, ciphertext and tag in URL-safe Base64.
 *
 * <p>What a value is used for is no part of it (docs/decisions/0026): a value can be moved to another file or parameter as it is.
 */
public final class EncryptionKey {
    private static final String PREFIX = "drover-key-";
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_BYTES = 4;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final String id;

    private EncryptionKey(byte[] key) {
        this.key = key;
        this.id = HexFormat.of().formatHex(sha256(key), 0, ID_BYTES);
    }

    /** A new one. */
    public static EncryptionKey random() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return new EncryptionKey(key);
    }

    /**
     * The key that a text holds.
     *
     * @throws IllegalArgumentException when it holds none; the text is never in the message
     */
    static EncryptionKey of(String text) {
        String written = text.strip();
        try {
            if (written.startsWith(PREFIX)) {
                byte[] key = Base64.getUrlDecoder().decode(written.substring(PREFIX.length()));
                if (key.length == KEY_BYTES) {
                    Secrets.add(written);
                    return new EncryptionKey(key);
                }
            }
        } catch (IllegalArgumentException e) {
            // Said below
        }
        throw new IllegalArgumentException(
                "is no key: one begins with " + PREFIX + " and is made with \"drover secrets new-key FILE\"");
    }

    /** Whether a text is written as a key is. */
    public static boolean isKey(String text) {
        return text.strip().startsWith(PREFIX);
    }

    /** The key as text. A secret. */
    String text() {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** Tells keys apart, and tells nothing about the key. */
    public String id() {
        return id;
    }

    /** The value encrypted, as {@code {{enc:...}}} has it. */
    public String encrypt(String value) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(value.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, nonce.length + encrypted.length);
            System.arraycopy(encrypted, 0, all, nonce.length, encrypted.length);
            return id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot encrypt with " + ALGORITHM, e);
        }
    }

    /** The id of the key that an encrypted value needs; empty when it is none. */
    static String idIn(String encrypted) {
        return encrypted.matches("[0-9a-f]{8}\\.[\\w-]+") ? encrypted.substring(0, 2 * ID_BYTES) : "";
    }

    /**
     * The value that {@link #encrypt} made this of.
     *
     * @throws IllegalArgumentException when it is damaged; neither form is in the message
     */
    String decrypt(String encrypted) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(encrypted.substring(encrypted.indexOf('.') + 1));
            if (all.length > NONCE_BYTES) {
                Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES));
                return new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), StandardCharsets.UTF_8);
            }
        } catch (AEADBadTagException | IllegalArgumentException e) {
            // Said below: nothing else about it is known
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot decrypt with " + ALGORITHM, e);
        }
        throw new IllegalArgumentException(
                "the encrypted value is damaged: paste it again as \"drover secrets encrypt\" printed it, or encrypt it anew");
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("drover value 1 " + id).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] sha256(byte[] key) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update("drover key id".getBytes(StandardCharsets.UTF_8));
        return digest.digest(key);
    }
}
