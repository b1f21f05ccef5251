package io.drover.provider.excel;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.file.DurableFile;
import io.drover.provider.format.RejectsWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of a workbook that were rejected, as a workbook with the same sheets and headers to mend and drop again; a last
 * column, which is not read, says why.
 */
public final class ExcelRejects implements RejectsWriter {
    private final Path target;
    private final ExcelSource format;
    private final Map<String, Sheet> sheets = new LinkedHashMap<>();

    /** A table's rejected records: the reason, then the values. */
    private static final class Sheet {
        private final RowSpool rows = new RowSpool();
        private List<String> columns = List.of();

        private Sheet() throws IOException {}
    }

    /** @param target the file; one that is there already will be replaced */
    public ExcelRejects(Path target, ExcelSource format) {
        this.target = target;
        this.format = format;
    }

    @Override
    public void add(SourceTable table, SourceRecord record, String reason) throws IOException {
        Sheet sheet = sheets.get(table.name());
        if (sheet == null) {
            sheet = new Sheet();
            sheets.put(table.name(), sheet);
        }
        if (table.columns().size() > sheet.columns.size()) {
            sheet.columns = table.columns();
        }
        String[] row = new String[record.values().length + 1];
        row[0] = reason.length() <= CellText.MAX_LENGTH ? reason : reason.substring(0, CellText.MAX_LENGTH);
        System.arraycopy(record.values(), 0, row, 1, record.values().length);
        sheet.rows.add(row);
    }

    @Override
    public String show(SourceTable table, SourceRecord record) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < table.columns().size(); i++) {
            String value = record.value(i);
            if (value != null) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(table.columns().get(i))
                        .append(": ")
                        .append(value);
            }
        }
        return text.toString();
    }

    @Override
    public boolean finish() throws IOException {
        if (sheets.isEmpty()) {
            return false;
        }
        try (DurableFile file = new DurableFile(target)) {
            try (OutputStream out = file.out()) {
                WorkbookFile workbook = new WorkbookFile(out);
                for (Map.Entry<String, Sheet> sheet : sheets.entrySet()) {
                    write(workbook, format.sheet() == null ? sheet.getKey() : format.sheet(), sheet.getValue());
                }
                workbook.finish();
            }
            file.publish();
        }
        close();
        return true;
    }

    private void write(WorkbookFile workbook, String name, Sheet sheet) throws IOException {
        List<DestinationColumn> columns = new ArrayList<>();
        sheet.columns.forEach(column -> columns.add(DestinationColumn.ofFile(column, ColumnType.TEXT)));
        columns.add(DestinationColumn.ofFile(SheetColumns.REJECT_REASON, ColumnType.TEXT));
        int reason = sheet.columns.size();
        try (RowSpool rows = new RowSpool()) {
            for (int left = sheet.rows.rows(); left > 0; left--) {
                String[] row = sheet.rows.next();
                String[] values = new String[columns.size()];
                System.arraycopy(row, 1, values, 0, row.length - 1);
                values[reason] = row[0];
                rows.add(values);
            }
            workbook.sheet(name, columns, rows, Math.max(1, format.headerRow()));
        }
    }

    @Override
    public void close() throws IOException {
        for (Sheet sheet : sheets.values()) {
            sheet.rows.close();
        }
        sheets.clear();
    }
}
