package io.drover.http.download;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of some content that a client asks for.
 *
 * @param end the last octet
 */
public record ByteRange(long start, long end) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Reads a header Range, or another one of its form.
     *
     * @param text null: all
     * @return null when all is asked for: no header, or one that is to be ignored (RFC 9110, 14.2); it may be {@link #isEmpty}
     */
    public static ByteRange of(String text, long size) {
        Matcher matcher = FORM.matcher(text == null ? "" : text.replace(" ", ""));
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return null;
        }
        long start;
        long end = size - 1;
        if (matcher.group(1).isEmpty()) {
            start = Math.max(0, size - Long.parseLong(matcher.group(2)));
        } else {
            start = Long.parseLong(matcher.group(1));
            if (!matcher.group(2).isEmpty()) {
                end = Math.min(end, Long.parseLong(matcher.group(2)));
            }
        }
        if (start >= size || end < start) {
            return new ByteRange(0, -1);
        }
        return new ByteRange(start, end);
    }

    /** Whether the content has no such octet, which is to be answered with 416. */
    public boolean isEmpty() {
        return length() == 0;
    }

    public long length() {
        return end - start + 1;
    }
}
