package io.drover.provider.excel;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.MappedRow;
import io.drover.provider.format.OutputFiles;
import io.drover.provider.format.TableFileWriter;
import io.drover.provider.value.CanonicalText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes tables as the sheets of one workbook, or each as a workbook of its own. Columns whose type is known hold real numbers,
 * dates, times and booleans; all others hold texts, which Excel leaves as they are. Constant memory: rows wait in temporary
 * files until the job commits.
 *
 * <p>As texts stand also what Excel cannot hold otherwise: numbers of more than 15 digits, dates before March 1900, times with a
 * zone. Times are to the millisecond.
 */
public final class ExcelWriter implements TableFileWriter {
    private final OutputFiles files;
    private final boolean filePerTable;
    private final Map<String, Sheet> sheets = new LinkedHashMap<>();

    /** A table's rows so far. */
    private record Sheet(String table, List<DestinationColumn> columns, RowSpool rows) {}

    /** @param filePerTable whether each table is a workbook of its own */
    public ExcelWriter(OutputFiles files, boolean filePerTable) {
        this.files = files;
        this.filePerTable = filePerTable;
    }

    @Override
    public void begin(String table, List<DestinationColumn> columns) throws IOException {
        if (columns.size() > SheetRows.MAX_COLUMNS) {
            throw refused("table " + table + " has " + columns.size() + " columns; a sheet of Excel has "
                    + SheetRows.MAX_COLUMNS + " at most");
        }
        if (sheets.containsKey(key(table))) {
            throw refused("two mappings write the table " + table
                    + ": a sheet takes the rows of one. Give one of them another destination");
        }
        sheets.put(key(table), new Sheet(table, List.copyOf(columns), new RowSpool()));
    }

    @Override
    public void write(String table, List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws IOException {
        Sheet sheet = sheets.get(key(table));
        for (MappedRow row : rows) {
            String[] values = new String[sheet.columns().size()];
            String problem = null;
            for (int i = 0; i < values.length; i++) {
                values[i] = CanonicalText.of(row.values()[i]);
                if (values[i] != null && values[i].length() > CellText.MAX_LENGTH) {
                    problem = sheet.columns().get(i).name() + " has " + values[i].length()
                            + " characters; a cell of Excel takes " + CellText.MAX_LENGTH;
                }
            }
            if (problem != null) {
                rejected.accept(row, problem);
            } else if (sheet.rows().rows() == SheetRows.MAX_ROWS - 1) {
                throw refused("table " + table + " has more rows than a sheet of Excel, which has " + SheetRows.MAX_ROWS
                        + " with the header: write it as <csv> or <xml>, or in parts by conditions");
            } else {
                sheet.rows().add(values);
            }
        }
    }

    @Override
    public void finish() throws IOException {
        if (filePerTable) {
            for (Sheet sheet : sheets.values()) {
                writeFile(sheet.table(), List.of(sheet));
            }
        } else {
            writeFile(null, List.copyOf(sheets.values()));
        }
    }

    private void writeFile(String table, List<Sheet> ofFile) throws IOException {
        try (OutputStream out = files.create(table)) {
            WorkbookFile workbook = new WorkbookFile(out);
            for (Sheet sheet : ofFile) {
                workbook.sheet(sheet.table(), sheet.columns(), sheet.rows(), 1);
            }
            workbook.finish();
        }
    }

    @Override
    public void close() throws IOException {
        for (Sheet sheet : sheets.values()) {
            sheet.rows().close();
        }
    }

    private static String key(String table) {
        return table.toLowerCase(Locale.ROOT);
    }

    private static IOException refused(String message) {
        return new IOException(message, new DestinationException(message));
    }
}
