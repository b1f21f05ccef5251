package io.drover.provider.xml.writer;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** A file of characters in the encoding of the document. */
final class EncodedFile implements Closeable {
    private final OutputStream out;
    private final CharsetEncoder encoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(128 * 1024);

    /** @param encoding {@code UTF-8} or {@code UTF-16} */
    EncodedFile(OutputStream out, String encoding) {
        this.out = out;
        this.encoder = (encoding.equals("UTF-16") ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8).newEncoder();
    }

    /** Writes whole characters: no surrogate without its other half. */
    void write(char[] chars, int length) throws IOException {
        CharBuffer buffer = CharBuffer.wrap(chars, 0, length);
        while (encoder.encode(buffer, bytes, false) == CoderResult.OVERFLOW) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(bytes.array(), 0, bytes.position());
        bytes.clear();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
