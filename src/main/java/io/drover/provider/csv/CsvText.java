package io.drover.provider.csv;

import java.util.List;

/** Puts the values of a row after each other as a layout has them. */
final class CsvText {
    private final String delimiter;
    private final char quote;
    private final String recordEnd;
    private final int[] widths;
    private final String nullText;
    private final boolean quoteAll;
    /** Without quotes, and with rows that end with something else. */
    private final boolean breaksAreText;

    private final String lineEnd;

    /** @param layout with a delimiter that is known */
    CsvText(CsvLayout layout, boolean quoteAll, String lineEnd) {
        this.delimiter = layout.delimiter();
        this.quote = layout.quote();
        this.recordEnd =
                layout.marks().recordEnd() == null ? "" : layout.marks().recordEnd();
        this.widths = layout.widths().stream().mapToInt(Integer::intValue).toArray();
        this.nullText = layout.nullText() == null ? "" : layout.nullText();
        this.quoteAll = quoteAll;
        this.breaksAreText = quote == CsvMarks.NONE && !recordEnd.isEmpty();
        this.lineEnd = recordEnd + lineEnd;
    }

    /**
     * Adds a value to a row.
     *
     * @param column its index
     * @param columns how many the row has
     * @return why it cannot stand in such a file, or null
     */
    String add(StringBuilder row, int column, int columns, String value) {
        if (widths.length > 0) {
            return pad(row, column, value == null ? nullText : value);
        }
        if (column > 0) {
            row.append(delimiter);
        }
        if (value == null) {
            row.append(nullText);
            boolean invisible = columns == 1 && nullText.isEmpty() && quote != CsvMarks.NONE;
            row.append(invisible ? "" + quote + quote : ""); // an empty line is no row
            return null;
        }
        if (!quoteAll && !needsQuotes(value, columns)) {
            row.append(value);
            return null;
        }
        if (quote == CsvMarks.NONE) {
            row.append(value);
            return quoteAll && !needsQuotes(value, columns)
                    ? null
                    : "holds the delimiter or a line break, or is what stands for null, and the file has no quotes";
        }
        quote(row, value);
        return null;
    }

    private boolean needsQuotes(String value, int columns) {
        int length = value.length();
        if (value.equals(nullText)) {
            return length > 0 || columns == 1 || quote != CsvMarks.NONE;
        }
        char single = delimiter.charAt(0);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c == quote || ((c == '\n' || c == '\r') && !breaksAreText) || (c == single && clashes(value))) {
                return true;
            }
        }
        if (!recordEnd.isEmpty() && clashes(value)) {
            return true;
        }
        return quote != CsvMarks.NONE && length > 0 && (value.charAt(0) <= ' ' || value.charAt(length - 1) <= ' ');
    }

    /** Whether the value, with what may follow it, holds what stands between values or rows. */
    private boolean clashes(String value) {
        if (delimiter.length() == 1 && recordEnd.isEmpty()) {
            return value.contains(delimiter);
        }
        for (String mark : List.of(delimiter, recordEnd)) {
            for (String follower : List.of(delimiter, recordEnd)) {
                int at = mark.isEmpty() ? -1 : (value + follower).indexOf(mark);
                if (at >= 0 && at < value.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    private void quote(StringBuilder row, String value) {
        row.append(quote);
        int from = 0;
        for (int at = value.indexOf(quote); at >= 0; at = value.indexOf(quote, from)) {
            row.append(value, from, at + 1).append(quote);
            from = at + 1;
        }
        row.append(value, from, value.length()).append(quote);
    }

    private String pad(StringBuilder row, int column, String value) {
        if (column >= widths.length) {
            return "is beyond the columns of fixed widths, of which there are " + widths.length;
        }
        int characters = value.codePointCount(0, value.length());
        if (characters > widths[column]) {
            return "has " + characters + " characters, the file has " + widths[column] + " for it";
        }
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            return "has a line break, which columns of fixed widths cannot hold";
        }
        row.append(value);
        row.append(" ".repeat(widths[column] - characters));
        return null;
    }

    void endRow(StringBuilder row) {
        row.append(lineEnd);
    }

    /** The names of columns as a row; gives the first that does not fit, with the reason, or null. */
    String header(StringBuilder row, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String problem = add(row, i, names.size(), names.get(i));
            if (problem != null) {
                return "the name " + names.get(i) + " " + problem;
            }
        }
        endRow(row);
        return null;
    }
}
