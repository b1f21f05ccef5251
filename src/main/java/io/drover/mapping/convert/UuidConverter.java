package io.drover.mapping.convert;

import java.util.UUID;

/** UUIDs in the usual 36 characters, with or without braces. */
final class UuidConverter implements Converter {
    private static final MappingRefusal NOT_UUID = new MappingRefusal(
            "is not a UUID: write 8-4-4-4-12 hexadecimal digits, such as 123e4567-e89b-12d3-a456-426614174000");

    @Override
    public Object convert(String text) {
        String uuid = text.strip();
        if (uuid.isEmpty()) {
            return null;
        }
        if (uuid.length() == 38 && uuid.charAt(0) == '{' && uuid.charAt(37) == '}') {
            uuid = uuid.substring(1, 37);
        }
        return isUuid(uuid) ? UUID.fromString(uuid) : NOT_UUID;
    }

    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (hyphen ? c != '-' : !hex) {
                return false;
            }
        }
        return true;
    }
}
