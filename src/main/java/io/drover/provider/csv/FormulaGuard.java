package io.drover.provider.csv;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running what others wrote: a text that begins as a formula does gets an apostrophe before it, which
 * makes it text to them. Numbers are left as they are.
 */
final class FormulaGuard {
    private static final String STARTS = "=+-@\t\r\n";
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)*([eE][+-]?[0-9]{1,6})?");

    private FormulaGuard() {}

    static String guard(String text) {
        if (text == null || text.isEmpty() || STARTS.indexOf(text.charAt(0)) < 0) {
            return text;
        }
        return NUMBER.matcher(text).matches() ? text : "'" + text;
    }
}
