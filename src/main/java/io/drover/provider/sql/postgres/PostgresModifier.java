package io.drover.provider.sql.postgres;

/**
 * What stands in parentheses behind a type, as PostgreSQL keeps it.
 *
 * @param value -1 for nothing
 */
record PostgresModifier(int value) {
    /** Of money, which has none: all that 64 bits hold. */
    static final int MONEY_DIGITS = 19;

    /** What a modifier is more than the size it means; but for times. */
    private static final int OFFSET = 4;

    private static final int MICROSECONDS = 6;

    /** Characters of a text; 0 for no limit. */
    int length() {
        return Math.max(0, value - OFFSET);
    }

    /** Digits of a decimal; 0 for no limit. */
    int precision() {
        return value < OFFSET ? 0 : ((value - OFFSET) >> 16) & 0xffff;
    }

    /** Digits of a decimal after the point; those before it where it is negative. */
    int scale() {
        return value < OFFSET ? 0 : (((value - OFFSET) & 0x7ff) ^ 0x400) - 0x400; // 11 bits with sign
    }

    /** Digits of a second. */
    int secondDigits() {
        return value < 0 ? MICROSECONDS : value;
    }
}
