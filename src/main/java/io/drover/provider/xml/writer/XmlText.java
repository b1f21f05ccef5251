package io.drover.provider.xml.writer;

import java.io.IOException;
import java.util.Arrays;

/**
 * Characters of a document on their way to a file: markup as it is, values escaped. A value that XML cannot hold is found while
 * it is written; the caller then takes back what it wrote since its mark.
 */
final class XmlText {
    /** What the methods that write a value return when all is well. */
    static final int FINE = -1;

    private static final int DRAIN = 32 * 1024;

    private final EncodedFile file;
    private final boolean noControls;
    private char[] buffer = new char[2 * DRAIN];
    private int length;

    /** @param noControls whether control characters are refused that XML allows (U+007F to U+009F), as Dynamics 365 does */
    XmlText(EncodedFile file, boolean noControls) {
        this.file = file;
        this.noControls = noControls;
    }

    /** The place to go back to with {@link #reset}, until the next {@link #drain}. */
    int mark() {
        return length;
    }

    void reset(int mark) {
        length = mark;
    }

    /** What was written since a mark. */
    String since(int mark) {
        return new String(buffer, mark, length - mark);
    }

    /** Hands over to the file what has gathered, if that is much; to be called between rows. */
    void drain() throws IOException {
        if (length >= DRAIN) {
            flush();
        }
    }

    void flush() throws IOException {
        file.write(buffer, length);
        length = 0;
    }

    XmlText raw(String markup) {
        int n = markup.length();
        ensure(n);
        markup.getChars(0, n, buffer, length);
        length += n;
        return this;
    }

    /** Writes a value as CDATA; gives the character that XML cannot hold, or {@link #FINE}. */
    int cdata(String value) {
        raw("<![CDATA[");
        int from = length;
        raw(value);
        for (int i = from; i < length; i++) {
            char c = buffer[i];
            if (c < ' ' ? c != '\n' && c != '\t' : c == ']' || c >= 0xD800) {
                length = from;
                return difficultCdata(value);
            }
        }
        raw("]]>");
        return FINE;
    }

    /** Carriage returns stand outside, as references: a parser would make line feeds of them. */
    private int difficultCdata(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int illegal = illegal(value, i);
            if (illegal != FINE) {
                return illegal;
            }
            if (c == '\r') {
                raw("]]>&#13;<![CDATA[");
            } else if (c == '>' && i >= 2 && value.charAt(i - 1) == ']' && value.charAt(i - 2) == ']') {
                raw("]]><![CDATA[>");
            } else {
                put(c);
            }
        }
        raw("]]>");
        return FINE;
    }

    /** Writes a value between tags; gives the character that XML cannot hold, or {@link #FINE}. */
    int text(String value) {
        return escaped(value, false);
    }

    /** Writes a value between quotes; gives the character that XML cannot hold, or {@link #FINE}. */
    int attribute(String value) {
        return escaped(value, true);
    }

    private int escaped(String value, boolean quoted) {
        int from = length;
        raw(value);
        for (int i = from; i < length; i++) {
            char c = buffer[i];
            if (c < ' ' || c == '&' || c == '<' || c == '>' || c == '"' || (c > '~' && c < 0xA0) || c >= 0xD800) {
                length = from;
                return difficult(value, quoted);
            }
        }
        return FINE;
    }

    private int difficult(String value, boolean quoted) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int illegal = illegal(value, i);
            if (illegal != FINE) {
                return illegal;
            }
            switch (c) {
                case '&' -> raw("&amp;");
                case '<' -> raw("&lt;");
                case '>' -> raw("&gt;");
                case '\r' -> raw("&#13;");
                case '"' -> raw(quoted ? "&quot;" : "\"");
                case '\n' -> raw(quoted ? "&#10;" : "\n");
                case '\t' -> raw(quoted ? "&#9;" : "\t");
                default -> put(c);
            }
        }
        return FINE;
    }

    /** The character at a place if XML cannot hold it, else {@link #FINE}. */
    private int illegal(String value, int at) {
        char c = value.charAt(at);
        if (c < ' ') {
            return c == '\t' || c == '\n' || c == '\r' ? FINE : c;
        }
        if (Character.isHighSurrogate(c)) {
            return at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1)) ? FINE : c;
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(value.charAt(at - 1)) ? FINE : c;
        }
        return c >= 0xFFFE || (noControls && c > '~' && c < 0xA0) ? c : FINE;
    }

    private void put(char c) {
        ensure(1);
        buffer[length++] = c;
    }

    private void ensure(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(length + more, 2 * buffer.length));
        }
    }
}
