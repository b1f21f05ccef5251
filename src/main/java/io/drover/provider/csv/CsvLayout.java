package io.drover.provider.csv;

import java.util.List;

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
public record CsvLayout(
        char delimiter, char quote, boolean header, String encoding, String nullText, List<Integer> widths) {
    public static final char DETECT = '\0';
    public static final char NONE = '\0';

    public CsvLayout {
        widths = List.copyOf(widths);
    }

    public boolean fixedWidth() {
        return !widths.isEmpty();
    }

    /** The same with another delimiter. */
    public CsvLayout withDelimiter(char other) {
        return new CsvLayout(other, quote, header, encoding, nullText, widths);
    }
}
