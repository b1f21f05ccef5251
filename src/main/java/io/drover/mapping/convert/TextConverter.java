package io.drover.mapping.convert;

import io.drover.provider.DestinationColumn;

/** Text as it is, also an empty one. */
final class TextConverter implements Converter {
    /** PostgreSQL stores no NUL, and no system means one. */
    static final MappingRefusal NUL =
            new MappingRefusal("contains a NUL character (U+0000), which no text column takes");

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
        return text.indexOf('\0') >= 0 ? NUL : text;
    }
}
