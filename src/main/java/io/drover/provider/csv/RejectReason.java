package io.drover.provider.csv;

/**
 * Why a record was rejected, as a last value of the row that is left out when the file is read: so a mended file can be dropped
 * as it is. The header has {@link #MARK} in that place.
 */
final class RejectReason {
    static final String MARK = "#reject-reason";

    private RejectReason() {}

    static String text(int line, String reason) {
        return (MARK + ": line " + line + ": " + reason).replaceAll("[\\p{Cntrl}\\s]+", " ");
    }

    static boolean is(char[] buffer, int offset, int length) {
        if (length < MARK.length() || buffer[offset] != '#') {
            return false;
        }
        return MARK.contentEquals(new StringBuilder().append(buffer, offset, MARK.length()));
    }
}
