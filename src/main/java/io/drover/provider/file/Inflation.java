package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import io.drover.provider.ReadingThread;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * Counts what is inflated of one wrapped file, whatever sizes its headers state, so that a bomb of a few kilobytes does not keep a
 * server busy for days. It may become {@link #MAX_RATIO} times as large, and {@link #FREE} bytes in any case.
 */
final class Inflation {
    static final int MAX_RATIO = 250;
    static final long FREE = 64L * 1024 * 1024;

    private final String what;
    private final long limit;
    private long inflated;

    /**
     * Begins to count.
     *
     * @param what is inflated, for messages
     * @param packed bytes of the wrapped file
     */
    Inflation(String what, long packed) {
        this.what = what;
        this.limit = Math.max(FREE, MAX_RATIO * packed);
    }

    private void count(long bytes) throws DeliveryException {
        inflated += bytes;
        if (inflated > limit) {
            throw fault("becomes more than " + MAX_RATIO + " times as large when it is unpacked, which no data does;"
                    + " it is not read any further");
        }
    }

    private DeliveryException fault(String problem) {
        return new DeliveryException(what + " " + problem, 0, 0, false);
    }

    /** One stream of the wrapped file, which may be opened several times but counts once. */
    final class Part {
        private long counted;

        /**
         * Counts what is read.
         *
         * @param crc checksum that the whole must have, or -1 when the stream checks itself
         */
        InputStream read(InputStream in, long crc) {
            return new CountedStream(in, crc);
        }

        private final class CountedStream extends FilterInputStream {
            private final long crc;
            private final CRC32 sum = new CRC32();
            private long position;
            /** Met again by every read after it: what an inflater gives after a fault is anything. */
            private IOException fault;

            private CountedStream(InputStream in, long crc) {
                super(in);
                this.crc = crc;
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (fault != null) {
                    throw fault;
                }
                try {
                    return inflate(buffer, offset, length);
                } catch (IOException e) {
                    fault = e;
                    throw e;
                }
            }

            private int inflate(byte[] buffer, int offset, int length) throws IOException {
                ReadingThread.check();
                int n;
                try {
                    n = in.read(buffer, offset, length);
                } catch (EOFException e) {
                    throw new DeliveryException(what + " ends in the middle: it was cut off", 0, 0, true);
                } catch (ZipException e) {
                    throw fault("is damaged (" + e.getMessage() + "): send it again");
                }
                if (n > 0) {
                    position += n;
                    sum.update(buffer, offset, crc < 0 ? 0 : n);
                    count(Math.max(0, position - counted));
                    counted = Math.max(counted, position);
                } else if (n < 0 && crc >= 0 && sum.getValue() != crc) {
                    throw fault("is damaged (its checksum is wrong): send it again");
                }
                return n;
            }

            @Override
            public long skip(long bytes) throws IOException {
                return Math.max(0, read(new byte[(int) Math.min(bytes, 8192)]));
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        }
    }
}
