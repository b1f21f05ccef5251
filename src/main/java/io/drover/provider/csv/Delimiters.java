package io.drover.provider.csv;

import io.drover.provider.DeliveryException;

/**
 * Finds the delimiter of a text from its first lines: the one of {@code ; , |} and tab that each of them has equally often,
 * outside quotes. When the lines differ, it is the one that the first line has most of. A bar that has one and the same of {@code + & ~ ^ |}
 * before it in the whole first line is a delimiter of two characters.
 */
final class Delimiters {
    private static final String CANDIDATES = ";\t|,";
    private static final int LINES = 50;

    private final String text;
    private final char quote;
    private final char comment;
    private static final String BEFORE_BAR = "+&~^|";

    private int position;
    /** What all bars of the first line have before them; null when they have not. */
    private String before;

    private final int[] first = new int[CANDIDATES.length()];
    private final boolean[] fits = {true, true, true, true};

    private Delimiters(String text, char quote, char comment) {
        this.text = text;
        this.quote = quote;
        this.comment = comment;
    }

    /**
     * Finds it.
     *
     * @param head the beginning of the text
     * @param all whether that is the whole text
     * @param comment the character that begins lines to leave out; NUL for none
     * @return a semicolon when there is only one column
     * @throws DeliveryException when two would do
     */
    static String detect(String head, boolean all, char quote, char comment) throws DeliveryException {
        return new Delimiters(head, quote, comment).detect(all);
    }

    private String detect(boolean all) throws DeliveryException {
        for (int lines = 0; lines < LINES && position < text.length(); ) {
            if (text.charAt(position) == comment) {
                skipLine();
                continue;
            }
            int[] counts = new int[first.length];
            int start = position;
            boolean complete = countLine(counts);
            if (position - start <= 1 || (!complete && !all && lines > 0)) {
                continue; // an empty line, or one that goes on beyond the head
            }
            if (lines++ == 0) {
                System.arraycopy(counts, 0, first, 0, first.length);
                lookBeforeBars(text.substring(start, position));
            }
            for (int i = 0; i < counts.length; i++) {
                fits[i] &= counts[i] > 0 && counts[i] == first[i];
            }
        }
        return choose();
    }

    /** The header holds names, which are not empty: that every bar in it follows such a character is no chance. */
    private void lookBeforeBars(String line) {
        for (int i = 0; i < BEFORE_BAR.length() && before == null; i++) {
            String one = BEFORE_BAR.substring(i, i + 1);
            String without = line.replace(one + "|", "");
            before = without.length() < line.length() && without.indexOf('|') < 0 ? one : null;
        }
    }

    private void skipLine() {
        while (position < text.length() && !isLineBreak(text.charAt(position++))) {
            // on to its end
        }
    }

    /** Counts to the end of the line; false when the text ends before. */
    private boolean countLine(int[] counts) {
        boolean quoted = false;
        boolean fieldStart = true;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (quoted) {
                quoted = c != quote;
            } else if (isLineBreak(c)) {
                return true;
            } else if (c == quote && fieldStart) {
                quoted = true;
                fieldStart = true; // a doubled quote goes on
            } else {
                int candidate = CANDIDATES.indexOf(c);
                fieldStart = candidate >= 0;
                if (candidate >= 0) {
                    counts[candidate]++;
                }
            }
        }
        return false;
    }

    private String choose() throws DeliveryException {
        int best = 0;
        int fitting = 0;
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < fits.length; i++) {
            if (fits[i]) {
                fitting++;
                names.append(names.isEmpty() ? "" : " and ").append(name(CANDIDATES.substring(i, i + 1)));
            }
            best = (fitting == 0 && first[i] > first[best]) || (fits[i] && fitting == 1) ? i : best;
        }
        if (fitting > 1) {
            throw new DeliveryException(
                    "the delimiter cannot be told, " + names + " would do: set delimiter of the source", 1, 0, false);
        }
        String found = CANDIDATES.substring(best, best + 1);
        return found.equals("|") && before != null ? before + found : found;
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r';
    }

    /** A delimiter in messages. */
    static String name(String delimiter) {
        return delimiter.equals("\t") ? "tab" : delimiter;
    }
}
