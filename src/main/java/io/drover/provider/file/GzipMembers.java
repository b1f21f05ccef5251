package io.drover.provider.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What the members of a gzip file (RFC 1952) hold, one after the other. Java's own stream calls itself for each empty member,
 * and some thousands of them end the thread; and it takes a member that is cut off in its header for the end. Zeros may follow the
 * last member, as devices pad with them.
 */
final class GzipMembers extends InputStream {
    private static final int DEFLATED = 8;
    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream in;
    private final byte[] packed;
    private int position;
    private int end;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean ended;

    /** @throws EOFException when it ends in the first header; ZipException when it is none */
    GzipMembers(InputStream in, int buffer) throws IOException {
        this.in = in;
        this.packed = new byte[buffer];
        try {
            header(required(), required());
        } catch (IOException | RuntimeException e) {
            inflater.end();
            throw e;
        }
    }

    /** The next byte, or -1 at the end of the file. */
    private int next() throws IOException {
        if (position == end) {
            end = Math.max(0, in.read(packed, 0, packed.length));
            position = 0;
        }
        return position == end ? -1 : packed[position++] & 0xFF;
    }

    private int required() throws IOException {
        int next = next();
        if (next < 0) {
            throw new EOFException("the gzip file ends in the middle of a member");
        }
        return next;
    }

    private void header(int first, int second) throws IOException {
        if (first != 0x1F || second != 0x8B) {
            throw new ZipException("what follows a member is no gzip");
        }
        if (required() != DEFLATED) {
            throw new ZipException("unknown method of compression");
        }
        int flags = required();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("flags of its header that are not known");
        }
        skip(6); // time, hints, system
        if ((flags & HAS_EXTRA) != 0) {
            skip(required() | required() << 8);
        }
        skipText((flags & HAS_NAME) != 0);
        skipText((flags & HAS_COMMENT) != 0);
        skip((flags & HAS_CRC) != 0 ? 2 : 0);
        inflater.reset();
        crc.reset();
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            required();
        }
    }

    private void skipText(boolean present) throws IOException {
        while (present && required() != 0) {
            // up to its end
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (!ended && length > 0) {
            int n = inflate(buffer, offset, length);
            if (n > 0) {
                crc.update(buffer, offset, n);
                return n;
            }
            if (inflater.finished()) {
                endMember();
            }
        }
        return length > 0 ? -1 : 0;
    }

    private int inflate(byte[] buffer, int offset, int length) throws IOException {
        try {
            if (inflater.needsInput() && !inflater.finished()) {
                required(); // it lies before the position
                inflater.setInput(packed, position - 1, end - position + 1);
                position = end;
            }
            int n = inflater.inflate(buffer, offset, length);
            if (inflater.needsDictionary()) {
                throw new ZipException("it needs a dictionary");
            }
            return n;
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage() == null ? "bad data" : e.getMessage());
        }
    }

    private void endMember() throws IOException {
        position = end - inflater.getRemaining();
        if (number() != crc.getValue() || number() != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new ZipException("its checksum or its length is wrong");
        }
        int first = next();
        while (first == 0) {
            first = next();
        }
        if (first < 0) {
            ended = true;
        } else {
            header(first, required());
        }
    }

    private long number() throws IOException {
        long number = 0;
        for (int i = 0; i < 4; i++) {
            number |= ((long) required()) << (8 * i);
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        inflater.end();
        in.close();
    }
}
