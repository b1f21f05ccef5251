package io.drover.provider.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a text is encoded: a byte order mark decides, then what the job says, then UTF-8.
 *
 * @param bomLength bytes of the byte order mark to leave out
 */
record TextEncoding(Charset charset, int bomLength) {
    /** Bytes at the start of a file that are enough to tell. */
    static final int HEAD = 4;

    /** @param named the encoding that the job says, or null */
    static TextEncoding of(byte[] head, String named) {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        return new TextEncoding(named == null ? StandardCharsets.UTF_8 : Charset.forName(named), 0);
    }

    static boolean startsWith(byte[] head, int... start) {
        byte[] bytes = new byte[start.length];
        for (int i = 0; i < start.length; i++) {
            bytes[i] = (byte) start[i];
        }
        return head.length >= bytes.length && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
    }
}
