package io.drover.provider.xml.parser;

import io.drover.provider.DeliveryException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a document, so many and no more for each piece of it: a parser keeps a whole tag or text in memory, and this is
 * where one of a gigabyte is stopped before it is there.
 */
final class BoundedInput extends InputStream {
    private final InputStream in;
    private long left;

    BoundedInput(InputStream in) {
        this.in = in;
    }

    /** Bytes that may be read until the next call; what the parser has read ahead does not count. */
    void allow(long bytes) {
        left = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        left -= n;
        if (left < 0) {
            throw new DeliveryException(
                    "a tag or a text is too long; the limits are " + XmlStream.MAX_MARKUP / 1024 + " KB for a tag and "
                            + XmlStream.MAX_TEXT / 1024 / 1024 + " MB for a text",
                    0,
                    0,
                    false);
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
