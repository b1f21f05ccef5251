package io.drover.addin.directory;

import com.unboundid.ldap.sdk.Attribute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of an attribute as text. What is binary in a directory but has a usual text gets it: objectGUID, objectSid, and the
 * times that Active Directory counts from 1601; other binary values are Base64. Times are ISO 8601 in UTC.
 */
final class AttributeText {
    private static final Set<String> GUIDS =
            Set.of("objectguid", "msexchmailboxguid", "ms-ds-consistencyguid", "schemaidguid", "attributesecurityguid");
    private static final Set<String> SIDS = Set.of("objectsid", "sidhistory");
    private static final Set<String> FILE_TIMES = Set.of(
            "accountexpires",
            "badpasswordtime",
            "lastlogoff",
            "lastlogon",
            "lastlogontimestamp",
            "lockouttime",
            "pwdlastset");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(?:[.,](\\d{1,9}))?Z");
    private static final long SECONDS_1601_TO_1970 = 11_644_473_600L;

    private AttributeText() {}

    /** The values that say something, in the directory's order. */
    static List<String> of(Attribute attribute) {
        String name = attribute.getBaseName().toLowerCase(Locale.ROOT);
        List<String> texts = new ArrayList<>();
        for (byte[] value : attribute.getValueByteArrays()) {
            String text = text(name, value);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static String text(String name, byte[] value) {
        if (GUIDS.contains(name) && value.length == 16) {
            return guid(value);
        }
        if (SIDS.contains(name) && value.length >= 8 && value.length == 8 + 4 * value[1]) {
            return sid(value);
        }
        String text = utf8(value);
        if (text == null) {
            return Base64.getEncoder().encodeToString(value);
        }
        return FILE_TIMES.contains(name) ? fileTime(text) : time(text);
    }

    /** Microsoft's order of bytes: the first three parts are little-endian. */
    private static String guid(byte[] value) {
        ByteBuffer parts = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        long high = (parts.getInt() & 0xFFFFFFFFL) << 32
                | (parts.getShort() & 0xFFFFL) << 16
                | (parts.getShort() & 0xFFFFL);
        return new UUID(high, parts.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
    }

    private static String sid(byte[] value) {
        ByteBuffer parts = ByteBuffer.wrap(value);
        long authority = parts.getLong() & 0xFFFFFFFFFFFFL;
        StringBuilder sid = new StringBuilder("S-" + value[0] + "-" + authority);
        parts.order(ByteOrder.LITTLE_ENDIAN);
        while (parts.hasRemaining()) {
            sid.append('-').append(parts.getInt() & 0xFFFFFFFFL);
        }
        return sid.toString();
    }

    /** Null when it is no text. */
    private static String utf8(byte[] value) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            return text.indexOf('\0') >= 0 ? null : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return text;
        }
        try {
            return Instant.parse("%s-%s-%sT%s:%s:%sZ"
                            .formatted(
                                    time.group(1),
                                    time.group(2),
                                    time.group(3),
                                    time.group(4),
                                    time.group(5),
                                    time.group(6)))
                    .toString();
        } catch (DateTimeException e) {
            return text; // only looks like a time
        }
    }

    /** Null for never. */
    private static String fileTime(String text) {
        try {
            long ticks = Long.parseLong(text); // of 100 nanoseconds
            return ticks <= 0 || ticks == Long.MAX_VALUE
                    ? null
                    : Instant.ofEpochSecond(ticks / 10_000_000 - SECONDS_1601_TO_1970)
                            .toString();
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
