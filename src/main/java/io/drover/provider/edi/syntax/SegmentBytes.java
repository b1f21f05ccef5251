package io.drover.provider.edi.syntax;

import io.drover.provider.DeliveryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a file as the parser takes them, one by one, so that their place is that of the segment being parsed. Line breaks are
 * left out unless they end segments: senders wrap lines wherever they like.
 */
final class SegmentBytes extends InputStream {
    /** How far the parser looks ahead, over white space at the end, at most. */
    private static final int MAX_AHEAD = 1024 * 1024;

    /** Bytes of a service string advice and of an interchange header of X12. The last one is what ends segments. */
    private static final int UNA = 9;

    private static final int ISA = 106;

    private final InputStream in;
    private byte[] buffer = new byte[64 * 1024];
    private int at;
    private int filled;
    private int marked = -1;

    private long offset;
    private int line = 1;
    private int last = -1;

    /** Bytes of the interchange that were handed over, and those of its header up to its terminator, 0 when that is known. */
    private long taken;

    private int header;
    private int terminator;
    private int release;
    private long verbatim;
    /** What is read before the file is read on, which does not count. */
    private byte[] replayed = {};

    private int replayedTo;
    private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();

    private long markedOffset;
    private int markedLine;
    private int markedLast;

    SegmentBytes(InputStream in) {
        this.in = in;
    }

    /** Bytes of the file before the next. */
    long offset() {
        return offset;
    }

    /** The line of the last byte. */
    int line() {
        return line;
    }

    /** The line of the next byte. */
    int lineAhead() {
        return last == '\n' ? line + 1 : line;
    }

    /** The last byte, or -1 at the end of the file. */
    int last() {
        return last;
    }

    /** The next bytes, which stay where they are; fewer at the end of the file. */
    String ahead(int length) throws IOException {
        boolean more = true;
        while (filled - at < length && more) {
            more = fill();
        }
        return new String(buffer, at, Math.min(length, filled - at), StandardCharsets.ISO_8859_1);
    }

    /** Reads more into the buffer, behind what is still to be handed over; false at the end of the file. */
    private boolean fill() throws IOException {
        int kept = marked >= 0 ? marked : at;
        System.arraycopy(buffer, kept, buffer, 0, filled - kept);
        filled -= kept;
        at -= kept;
        marked = marked >= 0 ? 0 : -1;
        if (filled == MAX_AHEAD) {
            throw new DeliveryException(
                    "more than 1 MB of white space stands behind the interchange; remove it", line, 0, false);
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * filled);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read >= 0;
    }

    /** Goes to the next interchange, over what fills the space before it, and gives its tag; empty at the end of the file. */
    String begin() throws IOException {
        for (String next = ahead(1); !next.isEmpty() && next.charAt(0) <= ' '; next = ahead(1)) {
            next();
        }
        String ahead = ahead(4 * UNA).replaceAll("[\\r\\n]", "");
        String tag = ahead.substring(0, Math.min(3, ahead.length()));
        boolean advice = tag.equals("UNA") && ahead.length() >= UNA;
        taken = 0;
        recorded.reset();
        header = tag.equals("ISA") ? ISA : advice ? UNA : 0;
        terminator = tag.equals("UNB") ? '\'' : -1;
        release = tag.equals("UNB") ? '?' : advice && ahead.charAt(6) != ' ' ? ahead.charAt(6) : -1;
        return tag;
    }

    /** What was handed over since this was last asked, or since {@link #begin}. */
    byte[] recorded() {
        byte[] bytes = recorded.toByteArray();
        recorded.reset();
        return bytes;
    }

    /** Forgets what was handed over. */
    void forget() {
        recorded.reset();
    }

    /** Hands over these bytes before those that come next. */
    void replay(byte[] before) {
        replayed = before;
        replayedTo = 0;
    }

    /** Hands over the next bytes as they are, line breaks and all. */
    void verbatim(long length) {
        verbatim = length;
    }

    /** Goes behind the next segment terminator, unless the last byte was one; false at the end of the file. */
    boolean skipSegment() throws IOException {
        boolean released = false;
        int at = last;
        while (at >= 0 && (at != terminator || released)) {
            released = at == release && !released;
            at = next();
        }
        return at >= 0;
    }

    @Override
    public int read() throws IOException {
        if (replayedTo < replayed.length) {
            return replayed[replayedTo++] & 0xFF;
        }
        int next = next();
        if (verbatim > 0) {
            verbatim--;
            return next; // not recorded: it is no header's
        }
        while ((next == '\r' || next == '\n') && next != terminator && !isTerminator()) {
            next = next();
        }
        taken++;
        if (taken == header) {
            terminator = next;
        }
        recorded.write(next);
        return next;
    }

    /** Whether the line break at hand stands where the header says what ends segments, and a segment's tag stands behind it. */
    private boolean isTerminator() throws IOException {
        if (taken != header - 1) {
            return false;
        }
        String behind = ahead(2).stripLeading();
        return behind.isEmpty() || Character.isLetterOrDigit(behind.charAt(0));
    }

    private int next() throws IOException {
        line = lineAhead();
        if (at == filled && !fill()) {
            last = -1;
            return last;
        }
        offset++;
        last = buffer[at++] & 0xFF;
        return last;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int next = read();
        buffer[start] = (byte) next;
        return next < 0 ? -1 : 1;
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public synchronized void mark(int ignored) {
        marked = at;
        markedOffset = offset;
        markedLine = line;
        markedLast = last;
    }

    @Override
    public synchronized void reset() throws IOException {
        at = marked;
        marked = -1;
        offset = markedOffset;
        line = markedLine;
        last = markedLast;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
