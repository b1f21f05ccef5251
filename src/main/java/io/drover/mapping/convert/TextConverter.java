package io.drover.mapping.convert;

import io.drover.provider.DestinationColumn;

/** Text as it is, also an empty one. */
final class TextConverter implements Converter {
    /** PostgreSQL stores no NUL, and no system means one. */
    private static final MappingRefusal NUL =
            new MappingRefusal("contains a NUL character (U+0000), which no text column takes");

    /** Drivers send a question mark for it, and no file of UTF-8 can hold it. */
    private static final MappingRefusal HALF = new MappingRefusal(
            "contains half a character (a surrogate without its other half, U+D800 to U+DFFF), which no text column takes:"
                    + " it was cut in two where the value comes from");

    private final String column;
    private final int limit;

    TextConverter(DestinationColumn column) {
        this.column = column.name();
        this.limit = column.size() > 0 ? column.size() : Integer.MAX_VALUE;
    }

    @Override
    public Object convert(String text) {
        // Databases count characters, Java counts UTF-16 units: those are at least as many, so count only when in doubt
        if (text.length() > limit) {
            int characters = text.codePointCount(0, text.length());
            if (characters > limit) {
                return new MappingRefusal("has " + characters + " characters, " + column + " takes " + limit);
            }
        }
        MappingRefusal refusal = refusal(text);
        return refusal == null ? text : refusal;
    }

    /** Why no column can hold a text; null when it can. */
    static MappingRefusal refusal(String text) {
        return text.indexOf('\0') >= 0 ? NUL : hasHalf(text) ? HALF : null;
    }

    private static boolean hasHalf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
