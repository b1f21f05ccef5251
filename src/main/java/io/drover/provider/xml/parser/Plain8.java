package io.drover.provider.xml.parser;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at once: values are short, but they are most of what must be looked at. */
final class Plain8 {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long SPACES = ' ' * ONES;

    private Plain8() {}

    /** Eight times the same byte. */
    static long all(int ascii) {
        return ascii * ONES;
    }

    /**
     * Skips bytes that are ASCII, no control characters and none of three others.
     *
     * @param a {@link #all} of one of the three; likewise b and c
     * @return the index of the first byte that is something else, or of one of the last few before the limit, or the limit
     */
    static int skip(byte[] bytes, int start, int limit, long a, long b, long c) {
        int i = start;
        while (i <= limit - Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            // A byte's highest bit is set where the byte is less than a space, or not ASCII, or equal to one of the
            // three:
            // for certain in the lowest such byte, which is the first one
            long found = word | less(word) | zero(word ^ a) | zero(word ^ b) | zero(word ^ c);
            found &= HIGHEST_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            i += Long.BYTES;
        }
        return i;
    }

    private static long less(long word) {
        return (word - SPACES) & ~word;
    }

    private static long zero(long word) {
        return (word - ONES) & ~word;
    }
}
