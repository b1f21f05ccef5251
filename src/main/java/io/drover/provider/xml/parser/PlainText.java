package io.drover.provider.xml.parser;

import java.nio.charset.StandardCharsets;

/** The text that {@link PlainXml} stands at. Each scan notes what {@link #decode} needs to know of the text it went over. */
final class PlainText {
    private static final int MORE = -1;
    /** A reference is not longer: that of the last character, and some zeros. */
    private static final int MAX_REFERENCE = 12;

    /** What a byte is in a text; 0 for those that stand for themselves everywhere. */
    private static final byte[] KINDS = new byte[256];

    private static final byte NOT_ASCII = 1;
    private static final byte LINE_FEED = 2;
    private static final byte CARRIAGE_RETURN = 3;
    private static final byte LESS_THAN = 4;
    private static final byte AMPERSAND = 5;
    private static final byte BRACKET = 6;
    private static final byte HYPHEN = 7;
    private static final byte ILLEGAL = 8;

    static {
        for (int b = 0; b < KINDS.length; b++) {
            KINDS[b] = b >= 0x80 ? NOT_ASCII : b < ' ' ? ILLEGAL : 0;
        }
        KINDS['\t'] = 0;
        KINDS['\n'] = LINE_FEED;
        KINDS['\r'] = CARRIAGE_RETURN;
        KINDS['<'] = LESS_THAN;
        KINDS['&'] = AMPERSAND;
        KINDS[']'] = BRACKET;
        KINDS['-'] = HYPHEN;
    }

    private static final long TAG = Plain8.all('<');
    private static final long REFERENCE = Plain8.all('&');
    private static final long BRACKETS = Plain8.all(']');
    private static final long HYPHENS = Plain8.all('-');

    private boolean ascii;
    private boolean references;
    private boolean returns;
    private int lines;

    /** Line ends in the text. */
    int lines() {
        return lines;
    }

    /** Whether each byte is a character. */
    boolean isSimple() {
        return ascii && !references && !returns;
    }

    /** Where the text ends that starts there: at a tag; -1 when that is beyond the limit. */
    int scan(byte[] bytes, int start, int limit) {
        startScan();
        for (int i = start; i < limit; i++) {
            i = Plain8.skip(bytes, i, limit, TAG, REFERENCE, BRACKETS);
            byte kind = i == limit ? 0 : KINDS[bytes[i] & 0xFF];
            if (kind == LESS_THAN) {
                return i;
            }
            if (kind == BRACKET) {
                if (i + 2 >= limit) {
                    return MORE;
                }
                if (isEnd(bytes, i)) {
                    throw new IrregularXml();
                }
            } else if (kind == AMPERSAND) {
                references = true;
            } else if (kind != 0 && kind != HYPHEN) {
                note(kind, bytes, i);
            }
        }
        return MORE;
    }

    /** Where the CDATA section ends whose text starts there: at {@code ]]>}. */
    int scanCData(byte[] bytes, int start, int limit) {
        return scanTo(bytes, start, limit, BRACKET, BRACKETS);
    }

    /** Where the comment ends whose text starts there: at {@code -->}. */
    int scanComment(byte[] bytes, int start, int limit) {
        return scanTo(bytes, start, limit, HYPHEN, HYPHENS);
    }

    private int scanTo(byte[] bytes, int start, int limit, byte end, long ends) {
        startScan();
        for (int i = start; i < limit; i++) {
            i = Plain8.skip(bytes, i, limit, ends, ends, ends);
            byte kind = i == limit ? 0 : KINDS[bytes[i] & 0xFF];
            if (kind == end) {
                if (i + 2 >= limit) {
                    return MORE;
                }
                if (isEnd(bytes, i)) {
                    return i;
                }
                if (kind == HYPHEN && bytes[i + 1] == '-') {
                    throw new IrregularXml();
                }
            } else if (kind == ILLEGAL || (kind != 0 && kind < LESS_THAN)) {
                note(kind, bytes, i);
            }
        }
        return MORE;
    }

    private static boolean isEnd(byte[] bytes, int index) {
        return bytes[index + 1] == bytes[index] && bytes[index + 2] == '>';
    }

    /** Where the white space ends that starts there. */
    int scanSpace(byte[] bytes, int start, int limit) {
        startScan();
        int i = start;
        while (i < limit && bytes[i] != '<') {
            byte kind = KINDS[bytes[i] & 0xFF];
            if (kind == LINE_FEED || kind == CARRIAGE_RETURN) {
                note(kind, bytes, i);
            } else if (bytes[i] != ' ' && bytes[i] != '\t') {
                throw new IrregularXml();
            }
            i++;
        }
        return i;
    }

    private void startScan() {
        ascii = true;
        references = false;
        returns = false;
        lines = 0;
    }

    /** A line ends with a line feed, a carriage return or both. */
    private void note(byte kind, byte[] bytes, int index) {
        switch (kind) {
            case NOT_ASCII -> ascii = false;
            case LINE_FEED -> lines += index > 0 && bytes[index - 1] == '\r' ? 0 : 1;
            case CARRIAGE_RETURN -> {
                returns = true;
                lines++;
            }
            default -> throw new IrregularXml();
        }
    }

    /**
     * The text that was scanned last.
     *
     * @param resolve whether references are to be resolved; they are nothing but characters in CDATA and comments
     */
    String decode(byte[] bytes, int start, int end, boolean resolve) {
        if (start == end) {
            return "";
        }
        String text =
                ascii ? new String(bytes, start, end - start, StandardCharsets.ISO_8859_1) : utf8(bytes, start, end);
        if (returns) {
            text = text.replace("\r\n", "\n").replace('\r', '\n');
        }
        return references && resolve ? resolved(text) : text;
    }

    /** Decodes UTF-8 that has been found not to be ASCII. */
    static String utf8(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        // Malformed bytes become the first of these, rarely meant, and the other two are no characters
        if (text.indexOf('\uFFFD') >= 0 || text.indexOf('\uFFFE') >= 0 || text.indexOf('\uFFFF') >= 0) {
            throw new IrregularXml();
        }
        return text;
    }

    private static String resolved(String text) {
        StringBuilder resolved = new StringBuilder(text.length());
        int from = 0;
        for (int i = text.indexOf('&'); i >= 0; i = text.indexOf('&', from)) {
            int end = text.indexOf(';', i);
            if (end < 0 || end - i > MAX_REFERENCE) {
                throw new IrregularXml();
            }
            resolved.append(text, from, i).appendCodePoint(character(text.substring(i + 1, end)));
            from = end + 1;
        }
        return resolved.append(text, from, text.length()).toString();
    }

    private static int character(String reference) {
        return switch (reference) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> numbered(reference);
        };
    }

    /** In decimals; other forms, and control characters, are rare. */
    private static int numbered(String reference) {
        int character = 0;
        for (int i = 1; i < reference.length(); i++) {
            int digit = reference.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 7) {
                throw new IrregularXml();
            }
            character = character * 10 + digit;
        }
        boolean known = reference.startsWith("#")
                && ((character >= ' ' && character < 0xD800)
                        || character == '\n'
                        || character == '\r'
                        || character == '\t');
        if (!known) {
            throw new IrregularXml();
        }
        return character;
    }
}
