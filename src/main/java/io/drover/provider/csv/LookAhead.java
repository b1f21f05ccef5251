package io.drover.provider.csv;

import io.drover.provider.DeliveryException;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

/** The characters of a text, of which the next ones can be looked at before they are taken; counts lines. */
final class LookAhead implements Closeable {
    static final int END = -1;

    private static final int BUFFER = 16 * 1024;
    /** Characters that can be looked at. */
    private static final int AHEAD = 64;

    private final Reader text;
    private final char[] buffer = new char[BUFFER];
    private int from;
    private int to;
    private boolean ended;
    private int line;

    /** @param line the number of the first line */
    LookAhead(Reader text, int line) {
        this.text = text;
        this.line = line;
    }

    int line() {
        return line;
    }

    /** The next character, or {@link #END}. */
    int peek() throws IOException {
        return has(1) ? buffer[from] : END;
    }

    /** Whether this comes next. */
    boolean isAt(String mark) throws IOException {
        if (!has(mark.length())) {
            return false;
        }
        for (int i = 0; i < mark.length(); i++) {
            if (buffer[from + i] != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether this comes next, and then the line or the text ends. */
    boolean isLastAt(String mark) throws IOException {
        if (!isAt(mark)) {
            return false;
        }
        return !has(mark.length() + 1) || isLineBreak(buffer[from + mark.length()]);
    }

    /** The next character, which there is; it is taken. */
    char take() {
        char c = buffer[from++];
        boolean ends = c == '\n' || (c == '\r' && (from == to || buffer[from] != '\n'));
        line += ends ? 1 : 0;
        return c;
    }

    void skip(int characters) {
        for (int i = 0; i < characters; i++) {
            take();
        }
    }

    /** Takes the line break that comes next, if one does. */
    void skipLineBreak() throws IOException {
        if (isAt("\r\n")) {
            skip(2);
        } else if (has(1) && isLineBreak(buffer[from])) {
            skip(1);
        }
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private boolean has(int characters) throws IOException {
        while (to - from < Math.max(characters, AHEAD) && !ended) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            int n;
            try {
                n = text.read(buffer, to, buffer.length - to);
            } catch (DeliveryException e) {
                if (to >= characters) {
                    return true; // what is good before the fault comes first
                }
                throw new DeliveryException(e.getMessage(), line, 0, e.truncated());
            }
            ended = n < 0;
            to += Math.max(0, n);
        }
        return to - from >= characters;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
