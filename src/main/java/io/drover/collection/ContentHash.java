package io.drover.collection;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.collection.schema.RecordJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The hash of a document: the same for the same values, whatever the order of members and the writing of numbers. On its way through the
 * document it finds what a database cannot hold.
 */
final class ContentHash {
    private static final int BYTES = 24;
    private static final int MOST_VALUES = 50_000;
    private static final int LARGEST_EXPONENT = 300;
    /** Of all names and texts together, in characters. */
    private static final int LARGEST = 5_000_000;

    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private int values;
    private long characters;

    private ContentHash() {}

    /** @throws RecordException when a value cannot be stored */
    static String of(JsonNode document) {
        ContentHash hash = new ContentHash();
        hash.add(document, "", 1);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(hash.digest.digest(), BYTES));
    }

    private void add(JsonNode value, String path, int depth) {
        if (++values > MOST_VALUES) {
            throw RecordException.of("", "size", "has more than " + MOST_VALUES + " values");
        }
        if (depth > RecordJson.DEEPEST) {
            throw RecordException.of(path, "depth", "is deeper than " + RecordJson.DEEPEST + " levels");
        }
        if (value.isObject()) {
            List<String> names = new ArrayList<>();
            value.fieldNames().forEachRemaining(names::add);
            names.sort(null);
            digest.update((byte) '{');
            for (String name : names) {
                text(name, path);
                add(value.get(name), path + "/" + name.replace("~", "~0").replace("/", "~1"), depth + 1);
            }
            digest.update((byte) '}');
        } else if (value.isArray()) {
            digest.update((byte) '[');
            for (int i = 0; i < value.size(); i++) {
                add(value.get(i), path + "/" + i, depth + 1);
            }
            digest.update((byte) ']');
        } else if (value.isTextual()) {
            text(value.textValue(), path);
        } else if (value.isNumber()) {
            number(value.decimalValue(), path);
        } else {
            update('l', value.asText());
        }
    }

    private void number(BigDecimal number, String path) {
        BigDecimal plain = number.stripTrailingZeros();
        long exponent = (long) plain.precision() - plain.scale();
        if (Math.abs(exponent) > LARGEST_EXPONENT || plain.precision() > RecordJson.MOST_DIGITS) {
            throw RecordException.of(
                    path,
                    "number",
                    "is a number of more than " + RecordJson.MOST_DIGITS + " digits, or beyond 1e" + LARGEST_EXPONENT);
        }
        update('n', plain.toString());
    }

    private void text(String text, String path) {
        characters += text.length();
        if (characters > LARGEST) {
            throw RecordException.of("", "size", "has texts of more than " + LARGEST + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (at == 0) {
                throw RecordException.of(path, "characters", "has the character NUL, which no database holds");
            }
            if (Character.isHighSurrogate(at)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(at)) {
                throw RecordException.of(path, "characters", "has half of a pair of surrogates, which is no character");
            }
        }
        update('s', text);
    }

    /** With its length, so that no two documents run together to the same octets. */
    private void update(char kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) kind);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
