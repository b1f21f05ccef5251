package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Lets through what is UTF-8. The parser takes overlong forms and characters beyond Unicode for other characters; reading
 * through a decoder of the JDK finds them too, at half the speed. What comes before the fault is handed over first, so that
 * the fault is reported where it is.
 */
public final class StrictUtf8Input extends InputStream {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080808080808080L;

    private final InputStream in;
    private long position;
    /** Met again by every read after it. */
    private IOException fault;

    /** The first byte of the character begun, its length, the bytes that it still needs, and the range of the next. */
    private int lead;

    private int length;
    private int missing;

    private int lowest = 0x80;
    private int highest = 0xBF;

    /** @param skipped bytes of the file that went before, for messages */
    public StrictUtf8Input(InputStream in, int skipped) {
        this.in = in;
        this.position = skipped;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int max) throws IOException {
        if (fault != null) {
            throw fault;
        }
        int n;
        try {
            n = in.read(buffer, offset, max);
        } catch (IOException e) {
            fault = e;
            throw e;
        }
        if (n < 0 && missing > 0) {
            fault = new DeliveryException("the file ends in the middle of a character: it was cut off", 0, 0, true);
            throw fault;
        } else if (n < 0) {
            return n;
        }
        int good = check(buffer, offset, offset + n) - offset;
        position += good;
        if (good < n) {
            fault = fault();
            if (good == 0) {
                throw fault;
            }
        }
        return good;
    }

    /** The index of the first bad byte, or the end. */
    private int check(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (missing == 0) {
                while (i <= to - Long.BYTES && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
                    i += Long.BYTES;
                }
                if (i == to) {
                    break;
                }
            }
            if (!accept(bytes[i] & 0xFF)) {
                break;
            }
            i++;
        }
        return i;
    }

    /** Table 3-7 of the Unicode standard, "Well-Formed UTF-8 Byte Sequences". */
    private boolean accept(int b) {
        if (missing > 0) {
            if (b < lowest || b > highest) {
                return false;
            }
            missing--;
            lowest = 0x80;
            highest = 0xBF;
            return true;
        }
        if (b < 0x80) {
            return true;
        }
        lead = b;
        if (b < 0xC2 || b > 0xF4) {
            return false;
        }
        length = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
        missing = length - 1;
        switch (b) {
            case 0xE0 -> lowest = 0xA0;
            case 0xED -> highest = 0x9F; // above are surrogates
            case 0xF0 -> lowest = 0x90;
            case 0xF4 -> highest = 0x8F; // above is nothing
            default -> {}
        }
        return true;
    }

    private DeliveryException fault() {
        long at = missing > 0 ? position - (length - missing) : position;
        String message = String.format(
                "byte %d of the file (0x%02X) is not valid UTF-8; declare the encoding that the file has, or save it as UTF-8",
                at + 1, lead);
        return new DeliveryException(message, 0, 0, false);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
