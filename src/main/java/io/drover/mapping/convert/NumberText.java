package io.drover.mapping.convert;

import io.drover.provider.value.DecimalSeparator;
import java.math.BigDecimal;

/**
 * Numbers as sources write them: {@code [+-]digits[separator digits][E[+-]digits]}. The separator is given, not guessed:
 * "1.234" is one and a bit or more than a thousand, depending on who wrote it. With {@link DecimalSeparator#DETECT} each number tells
 * it itself, as {@link DetectedSeparator} reads it, and one such as that is refused.
 */
public final class NumberText {
    /** An exponent of more digits is no quantity, and would cost memory to write out. */
    private static final int EXPONENT_DIGITS = 6;

    /** PostgreSQL's largest numeric is shorter; parsing takes time by the square of the length. */
    private static final int MAX_LENGTH = 150_000;

    private final char separator;
    private final char otherSeparator;

    /** @param separator {@code .}, {@code ,} or {@link DecimalSeparator#DETECT} */
    public NumberText(char separator) {
        this.separator = separator;
        this.otherSeparator = separator == '.' ? ',' : '.';
    }

    /** The number, or null when the text is none. */
    public BigDecimal parse(String text) {
        return isNumber(text) ? new BigDecimal(normal(text)) : null;
    }

    /** The number's text for Java's own parsers. */
    String normal(String number) {
        return switch (separator) {
            case '.' -> number;
            case DecimalSeparator.DETECT -> DetectedSeparator.normal(number);
            default -> number.replace(separator, '.');
        };
    }

    /** Whether the text has the shape of a number, so that no parser throws on it. */
    public boolean isNumber(String text) {
        int end = text.length();
        if (end > MAX_LENGTH) {
            return false;
        }
        if (separator == DecimalSeparator.DETECT) {
            return DetectedSeparator.normal(text) != null;
        }
        int i = end > 0 && isSign(text.charAt(0)) ? 1 : 0;
        int whole = digitsFrom(text, i);
        i += whole;
        int fraction = 0;
        if (i < end && text.charAt(i) == separator) {
            fraction = digitsFrom(text, i + 1);
            i += 1 + fraction;
        }
        if (whole + fraction == 0) {
            return false;
        }
        if (i < end && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i += i + 1 < end && isSign(text.charAt(i + 1)) ? 2 : 1;
            int exponent = digitsFrom(text, i);
            i += exponent;
            return i == end && exponent > 0 && exponent <= EXPONENT_DIGITS;
        }
        return i == end;
    }

    /** Why a text that is no number is none. */
    public MappingRefusal refuse(String text) {
        if (separator == DecimalSeparator.DETECT) {
            return DetectedSeparator.refuse(text);
        }
        if (text.indexOf(otherSeparator) >= 0 && isNumber(text.replace(otherSeparator, separator))) {
            return new MappingRefusal("is not a number: the source's decimalSeparator is '" + separator
                    + "', the value has '" + otherSeparator + "'. Correct the value or set decimalSeparator=\""
                    + otherSeparator + "\"");
        }
        return new MappingRefusal("is not a number: write digits with '" + separator
                + "' (decimalSeparator) before the fraction and no thousands separators");
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+';
    }

    private static int digitsFrom(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i - start;
    }
}
