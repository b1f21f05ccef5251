package io.drover.provider.csv;

import io.drover.definition.problem.Problems;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;

/**
 * How rows stand in text, for reading and writing.
 *
 * @param marks what is between values and rows
 * @param header whether the first row holds the names of the columns
 * @param encoding name of the character set; null for that of the byte order mark, else UTF-8
 * @param nullText what stands for null where it is not quoted; null for nothing
 * @param widths characters of each column when the columns have fixed widths; else empty
 */
record CsvLayout(CsvMarks marks, boolean header, String encoding, String nullText, List<Integer> widths) {

    public CsvLayout {
        widths = List.copyOf(widths);
    }

    /** By the attributes of a source or destination. */
    static CsvLayout of(CsvMarks marks, boolean header, String encoding, String nullText, String fixedWidths) {
        return new CsvLayout(marks, header, encoding, nullText, widths(fixedWidths));
    }

    private static List<Integer> widths(String attribute) {
        return attribute == null
                ? List.of()
                : Stream.of(attribute.split(","))
                        .map(String::strip)
                        .map(Integer::valueOf)
                        .toList();
    }

    /** Adds what is wrong that a schema cannot tell. */
    void check(int line, Problems problems) {
        marks.check(line, problems);
        if (fixedWidth() && marks.recordEnd() != null) {
            problems.add(line, "rows of fixed widths end with the line: remove recordEnd or fixedWidths");
        }
        if (encoding != null && !isKnown(encoding)) {
            problems.add(
                    line,
                    "the encoding \"" + encoding
                            + "\" is not known; write UTF-8, UTF-16LE, UTF-16BE, windows-1252 or another of Java's");
        }
    }

    private static boolean isKnown(String encoding) {
        try {
            return Charset.forName(encoding).canEncode(); // else it is one that guesses
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean fixedWidth() {
        return !widths.isEmpty();
    }

    String delimiter() {
        return marks.delimiter();
    }

    char quote() {
        return marks.quote();
    }

    /** The same with another delimiter. */
    CsvLayout withDelimiter(String other) {
        return new CsvLayout(marks.withDelimiter(other), header, encoding, nullText, widths);
    }
}
