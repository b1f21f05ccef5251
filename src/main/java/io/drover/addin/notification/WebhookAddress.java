package io.drover.addin.notification;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.commons.codec.digest.DigestUtils;

/** Where a webhook is sent. */
public final class WebhookAddress {
    private WebhookAddress() {}

    /**
     * An address as it is written.
     *
     * @throws IllegalArgumentException when it is none; the address is not in the message, since it may hold a secret
     */
    static URI of(String written) {
        try {
            URI address = new URI(written);
            boolean http =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (http && address.getHost() != null && address.getRawUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(problem(), e);
        }
        throw new IllegalArgumentException(problem());
    }

    private static String problem() {
        return "the parameter notificationWebhookUrl is no address such as https://example.org/hooks (http or https, without"
                + " user and password)";
    }

    /** What an address is known by where it must not be read. */
    public static String hash(URI address) {
        return DigestUtils.sha256Hex(address.toString());
    }
}
