package io.drover.provider.excel;

import java.util.regex.Pattern;

/** Texts as Excel keeps them in cells. */
final class CellText {
    static final int MAX_LENGTH = 32_767;

    private static final Pattern NOT_XML = Pattern.compile(
            "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]|_(?=x[0-9A-Fa-f]{4}_)");

    private CellText() {}

    /** With characters that XML has not as {@code _x0007_}, and what only looks like that made safe. */
    static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '_' || c >= '\uD800') {
                return NOT_XML.matcher(text)
                        .replaceAll(match ->
                                String.format("_x%04X_", (int) match.group().charAt(0)));
            }
        }
        return text;
    }

    /** Whether Excel would cut white space off the text. */
    static boolean isPadded(String text) {
        return !text.isEmpty()
                && (Character.isWhitespace(text.charAt(0)) || Character.isWhitespace(text.charAt(text.length() - 1)));
    }
}
