package io.drover.provider.value;

/** The character between whole number and fraction where numbers are text. */
public final class DecimalSeparator {
    /** Each number itself tells it; numbers that could be read in two ways are refused. */
    public static final char DETECT = '\0';

    private DecimalSeparator() {}

    /** The separator that an attribute {@code decimalSeparator} names: {@code .}, {@code ,} or {@link #DETECT}. */
    public static char of(String attribute) {
        return attribute.equals("detect") ? DETECT : attribute.charAt(0);
    }
}
