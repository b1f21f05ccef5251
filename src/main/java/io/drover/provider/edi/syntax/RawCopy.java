package io.drover.provider.edi.syntax;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies parts of a file as they are, one behind the other. */
public final class RawCopy implements Closeable {
    private static final Pattern COUNTED = Pattern.compile("(\\s*[A-Z]+[^A-Za-z0-9])\\d*(.*)", Pattern.DOTALL);

    private final InputStream in;
    private final OutputStream out;
    private long position;

    public RawCopy(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.out = out;
    }

    /** Copies the bytes of the file from one place to another; parts come in the order in which they stand there. */
    public void copy(long from, long to) throws IOException {
        out.write(take(from, to));
    }

    /** Copies a segment. */
    public void copy(Segment segment) throws IOException {
        copy(segment.start(), segment.end());
    }

    /** Copies a trailer with another count. */
    public void copy(Segment trailer, int count) throws IOException {
        String text = new String(take(trailer.start(), trailer.end()), StandardCharsets.ISO_8859_1);
        Matcher counted = COUNTED.matcher(text);
        String changed = counted.matches() ? counted.group(1) + count + counted.group(2) : text;
        out.write(changed.getBytes(StandardCharsets.ISO_8859_1));
    }

    private byte[] take(long from, long to) throws IOException {
        in.skipNBytes(from - position);
        position = to;
        return in.readNBytes(Math.toIntExact(to - from));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
