package io.drover.job.load;

import io.drover.provider.MappedRow;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Numbers of keys: those of keys that any database takes for the same are the same, whatever its collation. Different keys may
 * have one number too, by chance or because they differ in case or accents only.
 */
final class KeyNumbers {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final int[] positions;

    /** @param positions of the key columns among the values of a row */
    KeyNumbers(int[] positions) {
        this.positions = positions;
    }

    /** Whether rows have keys at all. */
    boolean isEmpty() {
        return positions.length == 0;
    }

    /** The number of a row's key, never 0. */
    long of(MappedRow row) {
        long number = SEED;
        for (int position : positions) {
            String text = text(row.values()[position]);
            for (int i = 0; i < text.length(); i++) {
                number = (number ^ text.charAt(i)) * PRIME;
            }
            number = (number ^ 0xffff) * PRIME; // the end of a value
        }
        number = (number ^ (number >>> 32)) * 0x9E3779B97F4A7C15L; // the lower bits of what it was decide little
        return number == 0 ? 1 : number;
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return folded(text);
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }

    private static String folded(String text) {
        String plain = text.stripTrailing();
        if (plain.chars().anyMatch(c -> c >= 0x80)) {
            plain = MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFKD))
                    .replaceAll("");
        }
        return plain.toUpperCase(Locale.ROOT);
    }
}
