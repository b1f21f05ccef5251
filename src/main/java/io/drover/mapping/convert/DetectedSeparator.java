package io.drover.mapping.convert;

/**
 * Numbers that tell themselves which of point and comma is before the fraction. The last one is, and the other groups the
 * thousands: {@code 1.234,56} and {@code 1,234.56}. One that comes several times groups them: {@code 1.234.567}. A single one is
 * before the fraction unless what follows could be thousands: {@code 12,5}, {@code 0,125} and {@code 1234,567} are numbers, {@code
 * 1,234} is refused.
 */
final class DetectedSeparator {
    private static final NumberText PLAIN = new NumberText('.');

    private DetectedSeparator() {}

    /** The number with a point and without groups, or null when the text is none or could be read in two ways. */
    static String normal(String text) {
        int point = text.lastIndexOf('.');
        int comma = text.lastIndexOf(',');
        if (comma < 0 && point < 0) {
            return PLAIN.isNumber(text) ? text : null;
        }
        char last = point > comma ? '.' : ',';
        char other = last == '.' ? ',' : '.';
        int fraction = Math.max(point, comma);
        String number;
        if (text.indexOf(other) >= 0) {
            boolean one = text.indexOf(last) == fraction;
            number = one && isGrouped(text.substring(0, fraction), other)
                    ? text.substring(0, fraction).replace(String.valueOf(other), "")
                            + '.'
                            + text.substring(fraction + 1)
                    : null;
        } else if (text.indexOf(last) < fraction) {
            number = isGrouped(text, last) ? text.replace(String.valueOf(last), "") : null;
        } else {
            number = isGrouped(text, last) ? null : text.replace(last, '.');
        }
        return number != null && PLAIN.isNumber(number) ? number : null;
    }

    /** Whether a separator stands before each three digits, with one to three before the first of which none is a zero in front. */
    private static boolean isGrouped(String text, char separator) {
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int first = text.indexOf(separator);
        if (first <= start || first - start > 3 || text.charAt(start) == '0') {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            boolean separates = i >= first && (i - first) % 4 == 0;
            boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
            if (separates ? text.charAt(i) != separator : !digit) {
                return false;
            }
        }
        return (text.length() - first) % 4 == 0;
    }

    static MappingRefusal refuse(String text) {
        boolean two = text.matches("[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}");
        return new MappingRefusal(
                two
                        ? "can be read in two ways, as a number with a fraction or as thousands: set decimalSeparator of the source"
                                + " to \".\" or \",\""
                        : "is not a number: write digits, with a point or a comma before the fraction");
    }
}
