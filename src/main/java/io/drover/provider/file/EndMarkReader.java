package io.drover.provider.file;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Leaves out Control-Z (U+001A) at the end of a text, of which programs that were written for DOS put one or more there. Elsewhere it
 * is data as any other character.
 */
final class EndMarkReader extends Reader {
    private static final char MARK = 0x1A;

    private final Reader in;
    /** Marks that were read and are data only if something else follows. */
    private int held;
    /** Marks that are data, and what followed them. */
    private int due;

    private char[] ahead = {};
    private int position;

    EndMarkReader(Reader in) {
        this.in = in;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int n = length == 0 ? 0 : -2;
        while (n == -2) {
            n = due > 0 ? handOverMarks(buffer, offset, length) : withoutMarks(buffer, offset, length);
        }
        return n;
    }

    private int handOverMarks(char[] buffer, int offset, int length) {
        int n = Math.min(due, length);
        Arrays.fill(buffer, offset, offset + n, MARK);
        due -= n;
        return n;
    }

    /** How many characters there are before marks that may be the end; -1 at the end, -2 when it is not known yet. */
    private int withoutMarks(char[] buffer, int offset, int length) throws IOException {
        int n = further(buffer, offset, length);
        if (n < 0) {
            return -1;
        }
        int good = n;
        while (good > 0 && buffer[offset + good - 1] == MARK) {
            good--;
        }
        if (good > 0 && held > 0) {
            keep(buffer, offset, n);
            return -2;
        }
        held += n - good;
        return good > 0 ? good : -2;
    }

    private int further(char[] buffer, int offset, int length) throws IOException {
        if (position == ahead.length) {
            return in.read(buffer, offset, length);
        }
        int n = Math.min(length, ahead.length - position);
        System.arraycopy(ahead, position, buffer, offset, n);
        position += n;
        return n;
    }

    /** What comes after marks: they are data, and come first. */
    private void keep(char[] buffer, int offset, int n) {
        char[] rest = Arrays.copyOfRange(buffer, offset, offset + n + ahead.length - position);
        System.arraycopy(ahead, position, rest, n, ahead.length - position);
        ahead = rest;
        position = 0;
        due = held;
        held = 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
