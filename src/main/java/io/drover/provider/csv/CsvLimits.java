package io.drover.provider.csv;

/** What one record may have, so that a quote that is never closed does not read a whole file into memory. */
final class CsvLimits {
    /** Characters of one value. */
    static final int MAX_TEXT = 10 * 1024 * 1024;
    /** Characters of all values of one record. */
    static final int MAX_RECORD = 64 * 1024 * 1024;
    /** Columns of one table; databases stop at 1,600 or less. */
    static final int MAX_COLUMNS = 4096;

    private CsvLimits() {}
}
