package io.drover.store;

import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/** Text that came from outside, as Drover's own tables can hold it; the same text always becomes the same. */
public final class StorableText {
    /** Texts for people (errors, messages, reasons) are not longer than this, in characters. */
    public static final int LONGEST = 10_000;

    private static final char UNKNOWN = '\uFFFD';
    private static final String CUT = "…";
    /** Columns as short as this hold names, by which something is looked up: two that are cut must not become one. */
    private static final int NAME = 1_000;

    private static final int HASH_BYTES = 8;
    private static final int SHORTEST_WITH_HASH = 64;

    private StorableText() {}

    /** With U+FFFD in place of each character that a database cannot hold: NUL, half a surrogate pair. */
    static String of(String text) {
        StringBuilder storable = null;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (Character.isHighSurrogate(at)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (at == 0 || Character.isSurrogate(at)) {
                storable = storable == null ? new StringBuilder(text) : storable;
                storable.setCharAt(i, UNKNOWN);
            }
        }
        return storable == null ? text : storable.toString();
    }

    /**
     * The beginning of a text for people, with an ellipsis where it was cut; null stays null.
     *
     * @param most the longest it may be, in characters
     */
    public static String cut(String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        return beginning(text, most - CUT.length()) + CUT;
    }

    /** As it fits into a column; what is cut of a name keeps a hash of the whole. */
    static String fitting(String text, int length) {
        if (text.length() <= length || length < SHORTEST_WITH_HASH || length > NAME) {
            return cut(text, length);
        }
        String end = CUT + hash(text);
        return beginning(text, length - end.length()) + end;
    }

    private static String beginning(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Arrays.copyOf(DigestUtils.sha256(text), HASH_BYTES));
    }
}
