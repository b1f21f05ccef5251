package io.drover.provider.xml.parser;

import io.drover.provider.format.DeliveryFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/** What a person reads in a file that is not what was expected, such as an error page or a SOAP fault. */
final class DocumentExcerpt {
    private static final int BYTES = 16 * 1024;
    private static final int LENGTH = 120;
    private static final Pattern UNREADABLE =
            Pattern.compile("(?is)<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->|<[^>]*(>|$)|[\\s\\p{Cntrl}]+");

    private DocumentExcerpt() {}

    /** The first {@value #LENGTH} characters of text in quotes after a colon, or nothing when there is no text. */
    static String of(DeliveryFile file, Charset charset) throws IOException {
        byte[] head;
        try (InputStream in = file.open()) {
            head = in.readNBytes(BYTES);
        }
        String text = UNREADABLE
                .matcher(new String(head, charset))
                .replaceAll(" ")
                .replace("\uFEFF", "")
                .replaceAll(" +", " ")
                .strip();
        if (text.isEmpty()) {
            return "";
        }
        int end = text.offsetByCodePoints(0, Math.min(LENGTH, text.codePointCount(0, text.length())));
        return ": \"" + text.substring(0, end) + (end < text.length() ? "..." : "") + "\"";
    }
}
