package io.drover.provider.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/** A digest of the events of a parser. */
public final class ContentDigest {
    private final MessageDigest digest = DigestUtils.getSha256Digest();

    /**
     * Takes an event.
     *
     * @param kind of event
     * @param text that belongs to it, or null
     */
    public void add(int kind, String text) {
        digest.update((byte) kind);
        if (text != null) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0xFF); // stands in no text: an end
        }
    }

    /** What came of all events, in hexadecimal. */
    public String value() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
