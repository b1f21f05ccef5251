package io.drover.provider.csv;

import java.util.Arrays;

/** Makes rows of the values that a parser finds: the array that a record keeps is filled directly. */
final class RowBuilder {
    private static final int WIDTH_UNKNOWN = 16;

    private final char[] nullText;
    private final boolean trim;
    private String[] values = new String[WIDTH_UNKNOWN];
    private int width = WIDTH_UNKNOWN;
    private int count;
    private int length;
    private boolean reason;

    /** What a row may not have, in words for the user. */
    static final class LimitException extends RuntimeException {
        private LimitException(String message) {
            super(message);
        }
    }

    RowBuilder(CsvSource format) {
        String text = format.layout().nullText();
        this.nullText = text == null ? null : text.toCharArray();
        this.trim = format.trim();
    }

    void begin() {
        count = 0;
        length = 0;
        reason = false;
        values = new String[width];
    }

    /** Adds a value: these characters of a buffer, without the quotes around them. */
    void add(char[] buffer, int offset, int size, boolean quoted) {
        length += size;
        if (count == values.length) {
            grow();
        }
        reason = size > 0 && buffer[offset] == '#' && RejectReason.is(buffer, offset, size);
        values[count++] = value(buffer, offset, size, quoted);
    }

    private void grow() {
        if (count == CsvLimits.MAX_COLUMNS) {
            throw new LimitException("a row has more than " + CsvLimits.MAX_COLUMNS + " values");
        }
        values = Arrays.copyOf(values, Math.min(2 * count + 1, CsvLimits.MAX_COLUMNS));
    }

    private String value(char[] buffer, int offset, int size, boolean quoted) {
        if (length > CsvLimits.MAX_RECORD) {
            throw new LimitException("a row is longer than " + CsvLimits.MAX_RECORD / 1024 / 1024 + " MB");
        }
        if (!quoted
                && nullText != null
                && size == nullText.length
                && Arrays.equals(buffer, offset, offset + size, nullText, 0, size)) {
            return null;
        }
        if (size == 0) {
            return "";
        }
        return trim ? trimmed(buffer, offset, size, quoted) : new String(buffer, offset, size);
    }

    private String trimmed(char[] buffer, int offset, int size, boolean quoted) {
        int start = offset;
        int end = offset + size;
        while (start < end && buffer[start] <= ' ') {
            start++;
        }
        while (end > start && buffer[end - 1] <= ' ') {
            end--;
        }
        return start == offset && end == offset + size
                ? new String(buffer, offset, size)
                : value(buffer, start, end - start, quoted);
    }

    /** Whether the row has no value, as a comment or an empty line. */
    boolean isEmpty() {
        return count == 0;
    }

    /** Characters of the row so far. */
    int length() {
        return length;
    }

    /** The row; its array has the length of the row. The next is expected to be as wide. */
    String[] row() {
        width = count;
        if (reason && count > 1) {
            count--;
        }
        return count == values.length ? values : Arrays.copyOf(values, count);
    }
}
