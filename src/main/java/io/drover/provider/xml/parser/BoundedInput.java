package io.drover.provider.xml.parser;

import io.drover.provider.DeliveryException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.io.input.ProxyInputStream;

/**
 * The bytes of a document, so many and no more for each piece of it: a parser keeps a whole tag or text in memory, and this is
 * where one of a gigabyte is stopped before it is there.
 */
final class BoundedInput extends ProxyInputStream {
    private long left;

    BoundedInput(InputStream in) {
        super(in);
    }

    /** Bytes that may be read until the next call; what the parser has read ahead does not count. */
    void allow(long bytes) {
        left = bytes;
    }

    @Override
    protected void afterRead(int n) throws IOException {
        left -= n;
        if (left < 0) {
            throw new DeliveryException(
                    "a tag or a text is too long; the limits are " + XmlStream.MAX_MARKUP / 1024 + " KB for a tag and "
                            + XmlStream.MAX_TEXT / 1024 / 1024 + " MB for a text",
                    0,
                    0,
                    false);
        }
    }
}
