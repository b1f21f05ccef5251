package io.drover.mapping.convert;

import io.drover.provider.DestinationColumn;
import java.util.Base64;

/** Bytes from Base64, none from an empty text; white space in between, as XML writers wrap it, is ignored. */
final class BinaryConverter implements Converter {
    private static final MappingRefusal NOT_BASE64 =
            new MappingRefusal("is not Base64 (RFC 4648: A-Z a-z 0-9 + / with = at the end)");

    private final String column;
    private final int limit;

    BinaryConverter(DestinationColumn column) {
        this.column = column.name();
        this.limit = column.size() > 0 ? column.size() : Integer.MAX_VALUE;
    }

    @Override
    public Object convert(String text) {
        String base64 = withoutSpace(text);
        if (base64.isEmpty() && !text.isEmpty()) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return NOT_BASE64;
        }
        return bytes.length > limit
                ? new MappingRefusal("has " + bytes.length + " bytes, " + column + " takes " + limit)
                : bytes;
    }

    private static String withoutSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                StringBuilder kept = new StringBuilder(text.length());
                text.chars().filter(c -> c > ' ').forEach(c -> kept.append((char) c));
                return kept.toString();
            }
        }
        return text;
    }
}
