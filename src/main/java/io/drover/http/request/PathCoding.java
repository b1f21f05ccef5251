package io.drover.http.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Percent encoding of paths, strict: what is encoded twice, or hides what a path may not have, is refused. */
final class PathCoding {
    private static final String PLAIN = "-._~!$&'()*+,;=:@/{}";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

    private PathCoding() {}

    /**
     * The text of one segment.
     *
     * @throws BadRequestException when it is no such, or one that could lead elsewhere
     */
    static String decode(String segment) {
        String text = segment.indexOf('%') < 0 ? segment : text(octets(segment));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7f || c == '\\' || c == '/') {
                throw new BadRequestException("The path of the URL contains "
                        + (c == '\\' || c == '/' ? "an encoded slash or a backslash" : "a control character") + ".");
            }
        }
        if (text.equals(".") || text.equals("..")) {
            throw new BadRequestException("The path of the URL contains a segment of dots only.");
        }
        if (ENCODED.matcher(text).find()) {
            throw new BadRequestException("The path of the URL is percent-encoded twice.");
        }
        return text;
    }

    private static byte[] octets(String segment) {
        ByteBuffer octets = ByteBuffer.allocate(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c != '%') {
                octets.put((byte) c);
                continue;
            }
            int high = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 1), 16) : -1;
            int low = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw new BadRequestException(
                        "The path of the URL contains a % that two hexadecimal digits must follow.");
            }
            octets.put((byte) (high * 16 + low));
            i += 2;
        }
        byte[] result = new byte[octets.position()];
        octets.flip().get(result);
        return result;
    }

    private static String text(byte[] octets) {
        try {
            // The decoder of the platform refuses overlong forms
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRequestException("The path of the URL is not UTF-8.");
        }
    }

    /** A decoded path as it may stand in a request line; itself when nothing needs encoding. */
    static String encode(String path) {
        int i = 0;
        while (i < path.length() && plain(path.charAt(i))) {
            i++;
        }
        if (i == path.length()) {
            return path;
        }
        StringBuilder encoded = new StringBuilder(path.length() + 16);
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 0x80 && plain(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return encoded.toString();
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }
}
