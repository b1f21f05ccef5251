package io.drover.circle;

import java.util.Arrays;
import java.util.Random;

/** Texts that formats might take for something else. */
final class TextValues {
    static final String[] TEXTS = CircleColumn.quoted(
            "",
            " ",
            "NULL",
            "null",
            "\\N",
            "a,b;c|d\t\"e\" 'f'\r\ng",
            " padded ",
            "=1+1",
            "_x0041_",
            "]]>",
            "<&>",
            "01-02-2026",
            "1,5",
            "true",
            "\u00e4\u00f6\u20ac\ud83d\ude00\ufeff\u2028");

    /** As literals of a database that takes backslashes in them for something else. */
    static final String[] LITERALS =
            Arrays.stream(TEXTS).map(TextValues::escaped).toArray(String[]::new);

    private TextValues() {}

    static String escaped(Random random) {
        return escaped(Literals.text(random));
    }

    private static String escaped(String literal) {
        return literal.replace("\\", "\\\\");
    }
}
