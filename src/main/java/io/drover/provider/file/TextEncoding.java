package io.drover.provider.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a text is encoded: a byte order mark decides, then what the job says, then UTF-8.
 *
 * @param bomLength bytes of the byte order mark to leave out
 */
public record TextEncoding(Charset charset, int bomLength) {
    /** Bytes at the start of a file that are enough to tell. */
    static final int HEAD = 4;

    /** @param named the encoding that the job says, or null */
    static TextEncoding of(byte[] head, String named) {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(head, 0xFF, 0xFE, 0, 0)) {
            return new TextEncoding(Charset.forName("UTF-32LE"), 4);
        }
        if (startsWith(head, 0, 0, 0xFE, 0xFF)) {
            return new TextEncoding(Charset.forName("UTF-32BE"), 4);
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        return new TextEncoding(named == null ? StandardCharsets.UTF_8 : Charset.forName(named), 0);
    }

    /** That of a text whose first characters are of ASCII: without a byte order mark their zeros tell it. */
    public static TextEncoding ofAscii(byte[] head) {
        TextEncoding marked = of(head, null);
        if (marked.bomLength > 0 || head.length < 2 || (head[0] != 0 && head[1] != 0)) {
            return marked;
        }
        String width = head.length >= HEAD && head[1] == 0 && head[2] == 0 ? "UTF-32" : "UTF-16";
        return new TextEncoding(Charset.forName(width + (head[0] == 0 ? "BE" : "LE")), 0);
    }

    static boolean startsWith(byte[] head, int... start) {
        byte[] bytes = new byte[start.length];
        for (int i = 0; i < start.length; i++) {
            bytes[i] = (byte) start[i];
        }
        return head.length >= bytes.length && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
    }
}
