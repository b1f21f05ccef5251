package io.drover.provider.csv;

import io.drover.provider.DeliveryException;
import io.drover.provider.file.TextInput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The rows of text whose columns have fixed widths, a line each. Spaces around values are left out. A line may end before its
 * last columns, which are empty then; what stands beyond them becomes a further value.
 */
final class FixedWidthRows implements CsvRows {
    private static final int MAX_LINE = 1024 * 1024;

    private final TextInput text;
    private final int[] widths;
    private final String nullText;
    private final char comment;
    private final char[] buffer = new char[16 * 1024];
    private int from;
    private int to;
    private char[] row = new char[1024];
    private int length;
    private int line;
    private boolean afterReturn;
    /** Whether the line has characters of two halves, which count as one. */
    private boolean halves;

    /** @param linesBefore lines of the file that the text does not have any more */
    FixedWidthRows(CsvSource format, TextInput text, int linesBefore) {
        this.line = linesBefore;
        this.text = text;
        this.widths =
                format.layout().widths().stream().mapToInt(Integer::intValue).toArray();
        this.nullText = format.layout().nullText();
        this.comment = format.comment();
    }

    @Override
    public String[] next() throws IOException {
        while (readLine()) {
            boolean isComment = length > 0 && comment != 0 && row[0] == comment;
            if (!isComment && !isBlank()) {
                return values();
            }
        }
        return null;
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (row[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    private boolean readLine() throws IOException {
        length = 0;
        halves = false;
        line++;
        while (true) {
            if (from == to && !fill()) {
                return length > 0;
            }
            char c = buffer[from++];
            if (c == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = c == '\r';
            if (c == '\n' || c == '\r') {
                return true;
            }
            if (length == row.length) {
                if (length == MAX_LINE) {
                    throw new DeliveryException("the line is longer than " + MAX_LINE + " characters", line, 0, false);
                }
                row = Arrays.copyOf(row, 2 * length);
            }
            halves |= Character.isSurrogate(c);
            row[length++] = c;
        }
    }

    private boolean fill() throws IOException {
        from = 0;
        try {
            to = Math.max(0, text.read(buffer, 0, buffer.length));
        } catch (DeliveryException e) {
            throw new DeliveryException(e.getMessage(), line, 0, e.truncated());
        }
        return to > 0;
    }

    private String[] values() {
        String[] values = new String[widths.length];
        int start = 0;
        for (int i = 0; i < widths.length; i++) {
            int end = after(start, widths[i]);
            values[i] = value(start, end);
            start = end;
        }
        String rest = start < length ? value(start, length) : null;
        if (rest == null || rest.isEmpty() || rest.startsWith(RejectReason.MARK)) {
            return values;
        }
        String[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = rest;
        return more;
    }

    /** Where so many characters end, as people and databases count them: not halves of them. */
    private int after(int start, int characters) {
        if (!halves) {
            return Math.min(length, start + characters);
        }
        int end = start;
        for (int i = 0; i < characters && end < length; i++) {
            end += Character.charCount(Character.codePointAt(row, end, length));
        }
        return end;
    }

    private String value(int start, int end) {
        String value = new String(row, start, end - start).strip();
        return value.equals(nullText) ? null : value;
    }

    @Override
    public boolean endsOpen() {
        return !text.endsWithLineBreak();
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
