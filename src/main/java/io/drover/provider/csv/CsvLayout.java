package io.drover.provider.csv;

import io.drover.definition.problem.Problems;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;

/**
 * How rows stand in text, for reading and writing.
 *
 * @param delimiter the character between values; {@link #DETECT} to find out from the first lines
 * @param quote the character around values that hold the delimiter, a line break or the quote itself, which is doubled; {@link
 *     #NONE} for no such character
 * @param header whether the first row holds the names of the columns
 * @param encoding name of the character set; null for that of the byte order mark, else UTF-8
 * @param nullText what stands for null where it is not quoted; null for nothing
 * @param widths characters of each column when the columns have fixed widths; else empty
 */
record CsvLayout(char delimiter, char quote, boolean header, String encoding, String nullText, List<Integer> widths) {
    static final char DETECT = '\0';
    static final char NONE = '\0';

    public CsvLayout {
        widths = List.copyOf(widths);
    }

    /** By the attributes of a source or destination. */
    static CsvLayout of(
            String delimiter, String quote, boolean header, String encoding, String nullText, String fixedWidths) {
        return new CsvLayout(character(delimiter), character(quote), header, encoding, nullText, widths(fixedWidths));
    }

    private static char character(String attribute) {
        return switch (attribute) {
            case "tab" -> '\t';
            case "detect" -> DETECT;
            case "none" -> NONE;
            default -> attribute.charAt(0);
        };
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
        if (delimiter != DETECT && delimiter == quote) {
            problems.add(line, "delimiter and quote are the same character: choose two");
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

    /** The same with another delimiter. */
    CsvLayout withDelimiter(char other) {
        return new CsvLayout(other, quote, header, encoding, nullText, widths);
    }
}
