package io.drover.job;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of a mailed file: what cannot be read of it is told from what cannot be written where it goes. */
final class MailedFileStream extends FilterInputStream {
    MailedFileStream(InputStream content) {
        super(content);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException | RuntimeException e) {
            throw new UnreadablePartException(e);
        }
    }
}
