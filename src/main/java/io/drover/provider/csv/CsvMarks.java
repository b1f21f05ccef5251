package io.drover.provider.csv;

import io.drover.definition.problem.Problems;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands between the values and the rows of delimited text.
 *
 * @param delimiter between values, one character or several; {@link #DETECT} to find out from the first lines
 * @param quote the character around values that hold a delimiter, a line break or the quote itself, which is doubled; {@link #NONE} for
 *     no such character
 * @param recordEnd what rows end with, a line break after it included; null where they end with the line
 */
record CsvMarks(String delimiter, char quote, String recordEnd) {
    static final String DETECT = "";
    static final char NONE = '\0';

    /** A character that a file of XML cannot hold, or that nobody sees. */
    private static final Pattern CODE = Pattern.compile("U\\+([0-9A-Fa-f]{4})");

    /** By the attributes of a source or destination. */
    static CsvMarks of(String delimiter, String quote, String recordEnd) {
        String between =
                switch (delimiter) {
                    case "tab" -> "\t";
                    case "detect" -> DETECT;
                    default -> decoded(delimiter);
                };
        String end = recordEnd == null ? "" : decoded(recordEnd).replaceFirst("[\r\n]+$", "");
        return new CsvMarks(between, quote.equals("none") ? NONE : quote.charAt(0), end.isEmpty() ? null : end);
    }

    private static String decoded(String attribute) {
        return CODE.matcher(attribute)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }

    /** Adds what is wrong that a schema cannot tell. */
    void check(int line, Problems problems) {
        if (quote != NONE && delimiter.indexOf(quote) >= 0) {
            problems.add(
                    line,
                    delimiter.length() == 1
                            ? "delimiter and quote are the same character: choose two"
                            : "the quote is in the delimiter: choose another");
        }
        if (delimiter.indexOf('\n') >= 0 || delimiter.indexOf('\r') >= 0 || delimiter.indexOf('\0') >= 0) {
            problems.add(
                    line,
                    "the delimiter cannot hold a line break or the character NUL; recordEnd is for what ends rows");
        }
        if (recordEnd != null && (recordEnd.indexOf(quote) >= 0 || recordEnd.indexOf('\0') >= 0)) {
            problems.add(line, "recordEnd cannot hold the quote or the character NUL");
        }
    }

    CsvMarks withDelimiter(String other) {
        return new CsvMarks(other, quote, recordEnd);
    }
}
