package io.drover.provider.excel;

import io.drover.provider.FileFormat;

/**
 * The {@code <excel>} format. All options are of reading.
 *
 * @param sheet the one sheet to read, or null for all that are visible
 * @param table the name of the table that the sheet is, or null for the sheet's own
 * @param headerRow the row that holds the names of the columns, from 1; 0 for the first that is not empty
 */
public record ExcelFormat(String sheet, String table, int headerRow) implements FileFormat {
    /** Every sheet, headers first. */
    public static final ExcelFormat ALL = new ExcelFormat(null, null, 0);
}
