package io.drover.provider.sql.postgres;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * PostgreSQL's wire format of numeric: 16-bit words of the number of digits, the weight of the first, the sign, the scale,
 * and then the digits to the base 10,000.
 */
final class NumericWords {
    private static final int BASE = 10_000;
    private static final int BASE_DIGITS = 4;
    private static final short NEGATIVE = 0x4000;
    static final int HEADER = 4;
    /** The signs of what is no number. */
    static final int NAN = 0xC000;

    static final int INFINITY = 0xD000;
    static final int MINUS_INFINITY = 0xF000;
    /** So many decimal digits, and those of the alignment, fit a long. */
    private static final int LONG_DIGITS = 15;

    private NumericWords() {}

    static short[] of(BigDecimal value) {
        BigDecimal number = value.scale() < 0 ? value.setScale(0) : value;
        int scale = number.scale();
        int fractionWords = (scale + BASE_DIGITS - 1) / BASE_DIGITS;
        int alignment = fractionWords * BASE_DIGITS - scale;
        short[] digits = number.precision() <= LONG_DIGITS
                ? digits(number.unscaledValue().longValue(), alignment)
                : digits(number.unscaledValue().abs(), alignment);
        short[] words = new short[HEADER + digits.length];
        words[0] = (short) digits.length;
        words[1] = (short) (digits.length - fractionWords - 1);
        words[2] = number.signum() < 0 ? NEGATIVE : 0;
        words[3] = (short) scale;
        System.arraycopy(digits, 0, words, HEADER, digits.length);
        return words;
    }

    private static short[] digits(long unscaled, int alignment) {
        long aligned = Math.abs(unscaled);
        for (int i = 0; i < alignment; i++) {
            aligned *= 10;
        }
        int count = 0;
        for (long rest = aligned; rest > 0; rest /= BASE) {
            count++;
        }
        short[] digits = new short[count];
        for (int i = count - 1; i >= 0; i--) {
            digits[i] = (short) (aligned % BASE);
            aligned /= BASE;
        }
        return digits;
    }

    /** By the decimal text: repeated division would take time by the square of the length. */
    private static short[] digits(BigInteger unscaled, int alignment) {
        String text = unscaled + "0".repeat(alignment);
        int count = (text.length() + BASE_DIGITS - 1) / BASE_DIGITS;
        short[] digits = new short[count];
        int end = text.length();
        for (int i = count - 1; i >= 0; i--) {
            digits[i] = Short.parseShort(text.substring(Math.max(0, end - BASE_DIGITS), end));
            end -= BASE_DIGITS;
        }
        return digits;
    }
}
