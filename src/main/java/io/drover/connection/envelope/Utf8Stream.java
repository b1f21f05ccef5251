package io.drover.connection.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Characters as a stream of UTF-8. */
final class Utf8Stream extends InputStream {
    private static final int BUFFER = 8192;

    private final Reader in;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE); // half of a pair of surrogates
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(4 * BUFFER).flip();
    private boolean ended;

    Utf8Stream(Reader in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!bytes.hasRemaining()) {
            if (ended) {
                return -1;
            }
            fill();
        }
        int n = Math.min(length, bytes.remaining());
        bytes.get(buffer, offset, n);
        return n;
    }

    private void fill() throws IOException {
        chars.compact();
        int n = in.read(chars.array(), chars.position(), chars.remaining());
        ended = n < 0;
        chars.position(chars.position() + Math.max(0, n)).flip();
        bytes.clear();
        CoderResult result = encoder.encode(chars, bytes, ended);
        if (result.isError()) {
            result.throwException();
        }
        if (ended) {
            encoder.flush(bytes);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
