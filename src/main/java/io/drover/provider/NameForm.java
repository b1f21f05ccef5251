package io.drover.provider;

import java.text.Normalizer;

/** Forms of names that look the same to people and are other characters. */
public final class NameForm {
    private NameForm() {}

    /** A name as people see it: composed, without white space around it, also such as only documents have. */
    public static String seen(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && isInvisible(name.charAt(start))) {
            start++;
        }
        while (end > start && isInvisible(name.charAt(end - 1))) {
            end--;
        }
        return composed(name.substring(start, end));
    }

    /** White space, spaces that do not break, those without a width, and the byte order mark, which is one of them. */
    private static boolean isInvisible(char c) {
        return c <= ' '
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || (c >= '\u200B' && c <= '\u200F')
                || c == '\u2060'
                || c == '\uFEFF';
    }

    /** Whether two names are the same, whatever their case and form. */
    public static boolean equal(String a, String b) {
        return a.equalsIgnoreCase(b) || composed(a).equalsIgnoreCase(composed(b));
    }

    /** A name with its letters in one piece each (NFC): some systems write an accent behind its letter. */
    public static String composed(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= '\u0300') { // below are no accents to be put on letters
                return Normalizer.normalize(name, Normalizer.Form.NFC);
            }
        }
        return name;
    }
}
