package io.drover.addin.notification;

import io.drover.settings.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret of Standard Webhooks 1.0.0: whsec_ and the Base64 of 24 to 64 bytes. Immutable. */
final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private WebhookSecret(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * The secrets of a text: while receivers change to another one, both with a space or a comma between them.
     *
     * @throws IllegalArgumentException when one is none; it is not in the message
     */
    static List<WebhookSecret> all(String written) {
        return Arrays.stream(written.split("[\\s,]+"))
                .filter(secret -> !secret.isEmpty())
                .peek(Secrets::add)
                .map(WebhookSecret::of)
                .toList();
    }

    private static WebhookSecret of(String written) {
        if (written.startsWith(PREFIX)) {
            try {
                byte[] key = Base64.getDecoder().decode(written.substring(PREFIX.length()));
                if (key.length >= SHORTEST && key.length <= LONGEST) {
                    return new WebhookSecret(key);
                }
            } catch (IllegalArgumentException e) {
                throw problem(e);
            }
        }
        throw problem(null);
    }

    private static IllegalArgumentException problem(Throwable cause) {
        return new IllegalArgumentException(
                "the parameter notificationWebhookSecret is not whsec_ and the Base64 of 24 to 64 bytes", cause);
    }

    /** The header webhook-signature: one signature for each secret. */
    static String sign(List<WebhookSecret> secrets, String id, long timestamp, String body) {
        return secrets.stream()
                .map(secret -> "v1," + secret.signature(id + "." + timestamp + "." + body))
                .collect(Collectors.joining(" "));
    }

    private String signature(String content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
