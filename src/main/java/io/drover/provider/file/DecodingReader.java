package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes a document that is not UTF-8. Unlike an {@link java.io.InputStreamReader} it hands over what is good before it
 * refuses what is not, so that the fault is reported where it is, with its byte. A fault is met again by every read after it.
 */
public final class DecodingReader extends Reader {
    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(16 * 1024).flip();
    private long bytesRead;
    private boolean ended;
    /** What the bytes broke off with; what is good before it has been handed over then. */
    private IOException brokenOff;

    /** @param skipped bytes of the file that went before, for messages */
    public DecodingReader(InputStream in, Charset charset, int skipped) {
        this.in = in;
        this.bytesRead = skipped;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer chars = CharBuffer.wrap(buffer, offset, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (chars.position() > offset) {
                return chars.position() - offset;
            }
            if (result.isError()) {
                throw fault();
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        if (brokenOff != null) {
            throw brokenOff;
        }
        bytes.compact();
        try {
            int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
            if (n < 0) {
                ended = true;
            } else {
                bytes.position(bytes.position() + n);
                bytesRead += n;
            }
        } catch (IOException e) {
            brokenOff = e;
            throw e;
        } finally {
            bytes.flip(); // also then: what lies behind is of earlier reads
        }
    }

    private DeliveryException fault() {
        long at = bytesRead - bytes.remaining();
        if (ended && bytes.remaining() < 4) {
            return new DeliveryException("the file ends in the middle of a character: it was cut off", 0, 0, true);
        }
        String message = String.format(
                "byte %d of the file (0x%02X) is not valid %s; correct the declared encoding or save the file as UTF-8",
                at + 1, bytes.get(bytes.position()), decoder.charset().name());
        return new DeliveryException(message, 0, 0, false);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
