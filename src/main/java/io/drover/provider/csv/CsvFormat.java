package io.drover.provider.csv;

import io.drover.provider.FileFormat;
import java.util.List;

/**
 * The {@code <csv>} source: each file is a table.
 *
 * @param table name of the table; null for the file's name without its extension
 * @param decimalSeparator the character between whole number and fraction, {@code .}, {@code ,} or {@link FileFormat#DETECT}
 * @param comment the character that a line begins with which is left out; {@link CsvLayout#NONE} for none
 * @param trim whether the spaces around values are left out
 */
public record CsvFormat(CsvLayout layout, String table, char decimalSeparator, char comment, boolean trim)
        implements FileFormat {
    /** What a file is read as that nothing is known about. */
    public static final CsvFormat DETECTED = new CsvFormat(
            new CsvLayout(CsvLayout.DETECT, '"', true, null, null, List.of()), null, '.', CsvLayout.NONE, false);
}
