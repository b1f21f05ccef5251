package io.drover.connection.envelope;

import java.io.IOException;
import java.io.Reader;

/**
 * A document with its CDATA sections written as text: a parser hands a text on piece by piece, but a section as a whole, and a
 * section may be as large as the answer.
 */
final class CdataAsText extends Reader {
    private static final String START = "<![CDATA[";
    private static final String END = "]]>";

    private final Reader in;
    private final char[] chars = new char[8192];
    private int position;
    private int limit;
    private final StringBuilder out = new StringBuilder();
    private int taken;
    /** How many characters of START, or inside of END, have just been met. */
    private int matched;

    private boolean inside;

    CdataAsText(Reader in) {
        this.in = in;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (taken == out.length()) {
            out.setLength(0);
            taken = 0;
            if (position == limit && !fill()) {
                return -1;
            }
            while (position < limit) {
                next(chars[position++]);
            }
        }
        int n = Math.min(length, out.length() - taken);
        out.getChars(taken, taken + n, buffer, offset);
        taken += n;
        return n;
    }

    /** Whether there is more; at the end, what looked like the start of a section is none. */
    private boolean fill() throws IOException {
        limit = in.read(chars, 0, chars.length);
        position = 0;
        if (limit < 0) {
            limit = 0;
            giveBack();
            return out.length() > 0;
        }
        return true;
    }

    private void next(char c) {
        String mark = inside ? END : START;
        if (inside && matched == 2 && c == ']') {
            out.append(']'); // of ]]], the last two may still be the end
            return;
        }
        if (c != mark.charAt(matched)) {
            giveBack();
        }
        if (c == mark.charAt(matched)) {
            matched++;
        } else {
            append(c);
        }
        if (matched == mark.length()) {
            matched = 0;
            inside = !inside;
        }
    }

    private void giveBack() {
        out.append(inside ? END : START, 0, matched);
        matched = 0;
    }

    private void append(char c) {
        switch (inside ? c : ' ') {
            case '<' -> out.append("&lt;");
            case '&' -> out.append("&amp;");
            case '>' -> out.append("&gt;");
            default -> out.append(c);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
