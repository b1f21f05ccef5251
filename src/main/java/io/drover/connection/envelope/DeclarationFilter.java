package io.drover.connection.envelope;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An XML document without its declaration. Systems that make a document in a string write encoding="utf-16" into it, whatever it
 * is sent as later; who has the characters does not need to be told their encoding.
 */
final class DeclarationFilter extends Reader {
    private static final int HEAD = 512;
    private static final Pattern DECLARATION =
            Pattern.compile("^[\\uFEFF\\s]*(<\\?xml\\s.*?\\?>\\s*)?", Pattern.DOTALL);

    private final PushbackReader in;
    private boolean begun;

    DeclarationFilter(Reader in) {
        this.in = new PushbackReader(in, HEAD);
    }

    /** A document without its declaration. */
    static String of(String document) {
        return DECLARATION.matcher(document).replaceFirst("");
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (!begun) {
            begun = true;
            skip();
        }
        return in.read(buffer, offset, length);
    }

    private void skip() throws IOException {
        char[] head = new char[HEAD];
        int filled = 0;
        for (int n = 0; n >= 0 && filled < HEAD; filled += Math.max(0, n)) {
            n = in.read(head, filled, HEAD - filled);
        }
        Matcher declaration = DECLARATION.matcher(new String(head, 0, filled));
        int end = declaration.find() ? declaration.end() : 0;
        in.unread(head, end, filled - end);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
