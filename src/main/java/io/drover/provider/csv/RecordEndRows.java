package io.drover.provider.csv;

import io.drover.provider.DeliveryException;
import java.io.IOException;
import java.util.Arrays;

/**
 * The rows of delimited text that do not end with the line: a line break without the {@link CsvMarks#recordEnd} is a part of its value.
 * Of two marks that begin alike the longer one counts; where they are the same, the one before a line break or the end of the file ends the
 * row.
 */
final class RecordEndRows implements CsvRows {
    private final LookAhead text;
    private final RowBuilder row;
    private final CsvMarks marks;
    private final char comment;
    private final boolean trim;
    private char[] value = new char[1024];
    private int size;
    private int line;
    /** Whether the last row ended as rows do, not with the file. */
    private boolean whole = true;

    /** What comes next. */
    private enum Mark {
        NONE,
        DELIMITER,
        RECORD_END,
        FILE_END
    }

    RecordEndRows(CsvSource format, String delimiter, LookAhead text) {
        this.text = text;
        this.row = new RowBuilder(format);
        this.marks = format.layout().marks().withDelimiter(delimiter);
        this.comment = format.comment();
        this.trim = format.trim();
    }

    @Override
    public String[] next() throws IOException {
        while (text.peek() != LookAhead.END) {
            line = text.line();
            row.begin();
            boolean left = isComment() ? skipRow() : readRow();
            if (!left) {
                return row.row();
            }
        }
        return null;
    }

    private boolean isComment() throws IOException {
        return comment != CsvMarks.NONE && text.peek() == comment;
    }

    private boolean skipRow() throws IOException {
        Mark mark = mark();
        for (; mark == Mark.NONE || mark == Mark.DELIMITER; mark = mark()) {
            text.take();
        }
        end(mark);
        return true;
    }

    /** Reads a row; whether it is empty, and to be left out. */
    private boolean readRow() throws IOException {
        int values = 0;
        boolean empty = true;
        Mark mark;
        do {
            boolean quoted = readValue();
            empty &= size == 0 && !quoted;
            values++;
            add(quoted);
            mark = mark();
            if (mark == Mark.NONE) {
                throw fault(
                        "the character '" + (char) text.peek()
                                + "' follows a closing quote in the row that starts here; double a quote that belongs to the value");
            }
            text.skip(mark == Mark.DELIMITER ? marks.delimiter().length() : 0);
        } while (mark == Mark.DELIMITER);
        end(mark);
        return empty && values == 1;
    }

    private void add(boolean quoted) throws DeliveryException {
        try {
            row.add(value, 0, size, quoted);
        } catch (RowBuilder.LimitException e) {
            throw fault(e.getMessage());
        }
    }

    private void end(Mark mark) throws IOException {
        whole = mark == Mark.RECORD_END;
        if (whole) {
            text.skip(marks.recordEnd().length());
            text.skipLineBreak();
        }
    }

    private Mark mark() throws IOException {
        if (text.peek() == LookAhead.END) {
            return Mark.FILE_END;
        }
        String end = marks.recordEnd();
        String between = marks.delimiter();
        boolean ends = end.equals(between) ? text.isLastAt(end) : text.isAt(end);
        if (ends && (end.length() >= between.length() || !text.isAt(between))) {
            return Mark.RECORD_END;
        }
        return text.isAt(between) ? Mark.DELIMITER : Mark.NONE;
    }

    /** Reads a value up to what follows it; whether it stood in quotes. */
    private boolean readValue() throws IOException {
        size = 0;
        while (trim && text.peek() == ' ' && mark() == Mark.NONE) {
            text.take();
        }
        if (marks.quote() != CsvMarks.NONE && text.peek() == marks.quote()) {
            readQuoted();
            while (trim && text.peek() == ' ' && mark() == Mark.NONE) {
                text.take();
            }
            return true;
        }
        while (mark() == Mark.NONE) {
            put(text.take());
        }
        return false;
    }

    private void readQuoted() throws IOException {
        text.take();
        while (text.peek() != LookAhead.END) {
            char c = text.take();
            if (c == marks.quote()) {
                if (text.peek() != marks.quote()) {
                    return;
                }
                text.take();
            }
            put(c);
        }
        throw new DeliveryException(
                "the file ends within quotes: it was cut off, or a quote in the row that starts here is not closed",
                line,
                0,
                true);
    }

    private void put(char c) throws DeliveryException {
        if (size == value.length) {
            if (size >= CsvLimits.MAX_TEXT) {
                throw fault(
                        "a value is longer than " + CsvLimits.MAX_TEXT / 1024 / 1024
                                + " MB; probably a quote in the row that starts here is not closed, or recordEnd is another one");
            }
            value = Arrays.copyOf(value, Math.min(2 * size, CsvLimits.MAX_TEXT));
        }
        value[size++] = c;
    }

    private DeliveryException fault(String message) {
        return new DeliveryException(message, line, 0, false);
    }

    @Override
    public boolean endsOpen() {
        return !whole;
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public int length() {
        return row.length();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
