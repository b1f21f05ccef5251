package io.drover.provider.xml.parser;

import io.drover.provider.DeliveryException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a document is really encoded, which is not always what it declares: ERP systems write "utf-16" into a string and then
 * store the string as UTF-8. A byte order mark decides; then zero bytes; then the declaration, if the bytes of the
 * declaration itself can be of that encoding; then UTF-8.
 *
 * @param charset what to decode with
 * @param bomLength bytes of the byte order mark to leave out
 * @param declarationLength bytes of the XML declaration after the mark, 0 for none, when it names another encoding than the
 *     document has and a parser must not see it
 */
public record Encoding(Charset charset, int bomLength, int declarationLength) {
    /** Bytes at the start of a file in which an XML declaration ends. */
    public static final int HEAD = 1024;

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"'>]*)[\"'][^>]*>");

    private static final Pattern PLAIN =
            Pattern.compile("<\\?xml version=(\"1\\.0\"|'1\\.0')( encoding=(\"[Uu][Tt][Ff]-8\"|'[Uu][Tt][Ff]-8'))?"
                    + "( standalone=(\"(yes|no)\"|'(yes|no)'))? ?\\?>");

    /**
     * The encoding that a document says or begins with.
     *
     * @param head the first bytes of the document, {@link #HEAD} of them unless it is shorter
     */
    public static Encoding detect(byte[] head) throws DeliveryException {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return utf8(head, 3);
        }
        Encoding wide = utf32(head);
        if (wide != null) {
            return wide;
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return new Encoding(StandardCharsets.UTF_16LE, 2, 0);
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            return new Encoding(StandardCharsets.UTF_16BE, 2, 0);
        }
        if (startsWith(head, '<', 0)) {
            return new Encoding(StandardCharsets.UTF_16LE, 0, 0);
        }
        if (startsWith(head, 0, '<')) {
            return new Encoding(StandardCharsets.UTF_16BE, 0, 0);
        }
        Matcher declared = declaration(head, 0);
        if (!declared.find()) {
            return new Encoding(StandardCharsets.UTF_8, 0, 0);
        }
        Charset charset = charset(declared.group(1));
        boolean lies = !startsWith(head, "<?xml".getBytes(charset));
        return lies || charset.equals(StandardCharsets.UTF_8) ? utf8(head, 0) : new Encoding(charset, 0, 0);
    }

    /** With a byte order mark or without; null when it is another. */
    private static Encoding utf32(byte[] head) {
        boolean littleMark = startsWith(head, 0xFF, 0xFE, 0, 0);
        boolean bigMark = startsWith(head, 0, 0, 0xFE, 0xFF);
        if (littleMark || startsWith(head, '<', 0, 0, 0)) {
            return new Encoding(Charset.forName("UTF-32LE"), littleMark ? 4 : 0, 0);
        }
        return bigMark || startsWith(head, 0, 0, 0, '<')
                ? new Encoding(Charset.forName("UTF-32BE"), bigMark ? 4 : 0, 0)
                : null;
    }

    boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /**
     * Puts spaces in place of a declaration that names another encoding, which a parser would believe. Lines and columns stay
     * as they are.
     */
    void hideDeclaration(byte[] head) {
        for (int i = bomLength; i < bomLength + declarationLength; i++) {
            head[i] = head[i] == '\n' || head[i] == '\r' ? head[i] : (byte) ' ';
        }
    }

    /**
     * Where a document in UTF-8 starts after its declaration.
     *
     * @throws IrregularXml when it is not UTF-8, or the declaration is another one than nearly all documents have
     */
    int plainStart(byte[] head) {
        if (!isUtf8() || head.length == 0) {
            throw new IrregularXml();
        }
        int start = bomLength + declarationLength;
        Matcher declaration = PLAIN.matcher(new String(head, start, head.length - start, StandardCharsets.ISO_8859_1));
        return declaration.lookingAt() ? start + declaration.end() : start;
    }

    private static Encoding utf8(byte[] head, int bomLength) {
        Matcher declared = declaration(head, bomLength);
        boolean hide = declared.find() && !declared.group(1).equalsIgnoreCase("UTF-8");
        return new Encoding(StandardCharsets.UTF_8, bomLength, hide ? declared.end() : 0);
    }

    private static Matcher declaration(byte[] head, int from) {
        return DECLARED.matcher(new String(head, from, head.length - from, StandardCharsets.ISO_8859_1));
    }

    private static Charset charset(String name) throws DeliveryException {
        try {
            Charset charset = Charset.forName(name);
            if (charset.canEncode()) { // else it is one that guesses
                return charset;
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw new DeliveryException(
                "the encoding \"" + name + "\" that the file declares is not known; save the file as UTF-8",
                1,
                1,
                false);
    }

    private static boolean startsWith(byte[] head, int... start) {
        byte[] bytes = new byte[start.length];
        for (int i = 0; i < start.length; i++) {
            bytes[i] = (byte) start[i];
        }
        return startsWith(head, bytes);
    }

    private static boolean startsWith(byte[] head, byte[] start) {
        return head.length >= start.length && Arrays.equals(head, 0, start.length, start, 0, start.length);
    }
}
