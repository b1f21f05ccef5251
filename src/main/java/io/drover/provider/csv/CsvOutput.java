package io.drover.provider.csv;

import io.drover.provider.FileFormat;
import io.drover.provider.ValueFormats;

/**
 * The {@code <csv>} destination: a file for each table.
 *
 * @param quoteAll whether every value but null is quoted, or only those that need it
 * @param byteOrderMark whether the file begins with one
 * @param lineEnd what follows each row
 * @param guardFormulas whether texts that a spreadsheet would take for a formula get an apostrophe before them
 */
public record CsvOutput(
        CsvLayout layout,
        boolean quoteAll,
        boolean byteOrderMark,
        String lineEnd,
        boolean guardFormulas,
        ValueFormats values)
        implements FileFormat {}
