package io.drover.provider.excel;

import io.drover.provider.DeliveryException;
import io.drover.provider.NameSuggestions;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.excel.Workbook.Sheet;
import io.drover.provider.format.DeliveryFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads a workbook: each visible sheet is a table, each row below its headers a record. Values are what cells hold, as text: a
 * formula's is the one that was last computed. A record with a cell that holds an error is delivered with its {@link
 * SourceRecord#problem}, which names the cell.
 *
 * <p>Constant memory: rows are read in a stream, and of the texts that cells share the first {@link TextStore#IN_MEMORY} bytes
 * are kept in memory, the others in a temporary file.
 */
public final class ExcelReader implements RecordReader {
    private static final int BATCH_RECORDS = 1000;
    private static final int BATCH_TEXT = 2 * 1024 * 1024;

    private final Workbook workbook;
    private final ExcelSource format;
    private final Iterator<Sheet> sheets;
    private Sheet sheet;
    private SheetRows rows;
    private SheetColumns columns;
    private SourceTable table;
    private long records;

    private ExcelReader(Workbook workbook, ExcelSource format) throws DeliveryException {
        this.workbook = workbook;
        this.format = format;
        this.sheets = chosen().iterator();
    }

    /**
     * Opens a file.
     *
     * @throws DeliveryException when it is no workbook, or has not the sheet that the format asks for
     */
    public static ExcelReader open(DeliveryFile file, ExcelSource format) throws IOException {
        Workbook workbook = Workbook.open(file);
        try {
            return new ExcelReader(workbook, format);
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    private List<Sheet> chosen() throws DeliveryException {
        if (format.sheet() == null) {
            List<Sheet> visible =
                    workbook.sheets().stream().filter(s -> !s.hidden()).toList();
            if (!format.labels().isEmpty()) {
                return List.of(ofEntity(visible));
            }
            if (format.table() != null && visible.size() > 1) {
                throw fault("the workbook has the sheets "
                        + String.join(", ", visible.stream().map(Sheet::name).toList()) + ", and the job gives table=\""
                        + format.table() + "\" to one: say which with sheet=\"...\"");
            }
            return visible;
        }
        List<Sheet> named = workbook.sheets().stream()
                .filter(s -> s.name().equalsIgnoreCase(format.sheet().strip()))
                .toList();
        if (named.isEmpty()) {
            throw fault("the workbook has no sheet \"" + format.sheet() + "\"; "
                    + NameSuggestions.near(
                            "sheets",
                            format.sheet(),
                            workbook.sheets().stream().map(Sheet::name).toList()));
        }
        return named;
    }

    /** The sheet that one of the labels names, else the only one. */
    private Sheet ofEntity(List<Sheet> visible) throws DeliveryException {
        Optional<Sheet> named = format.labels().stream()
                .flatMap(label -> visible.stream().filter(s -> SheetNames.isOf(s.name(), label)))
                .findFirst();
        if (named.isPresent() || visible.size() == 1) {
            return named.orElseGet(() -> visible.get(0));
        }
        throw fault("the workbook has no sheet for " + String.join(" or ", format.labels()) + "; it has the sheets "
                + String.join(", ", visible.stream().map(Sheet::name).toList()));
    }

    @Override
    public RecordBatch next() throws IOException {
        while (rows != null || nextSheet()) {
            RecordBatch batch = readBatch();
            if (batch != null) {
                return batch;
            }
            rows.close();
            rows = null;
        }
        return null;
    }

    private boolean nextSheet() throws IOException {
        if (!sheets.hasNext()) {
            return false;
        }
        sheet = sheets.next();
        rows = workbook.rows(sheet);
        columns = null;
        table = null;
        return true;
    }

    private RecordBatch readBatch() throws IOException {
        if (columns == null && !readHeader()) {
            return null;
        }
        List<SourceRecord> batch = new ArrayList<>();
        long text = 0;
        while (batch.size() < BATCH_RECORDS && text < BATCH_TEXT && rows.next()) {
            String[] values = columns.values(rows);
            batch.add(new SourceRecord(++records, rows.number(), values, rows.problem(), columns.unusable(rows)));
            for (String value : values) {
                text += value == null ? 0 : value.length();
            }
        }
        return batch.isEmpty() ? null : new RecordBatch(table(), batch);
    }

    /** Whether the sheet has anything; the headers are its first row that does, or the row that the format names. */
    private boolean readHeader() throws IOException {
        while (rows.next()) {
            if (format.headerRow() == 0 || rows.number() == format.headerRow()) {
                if (rows.problem() != null) {
                    throw fault("row " + rows.number() + " of the sheet " + sheet.name()
                            + " holds the headers, and its " + rows.problem());
                }
                columns = new SheetColumns(rows);
                return true;
            }
            if (rows.number() > format.headerRow()) {
                throw fault("row " + format.headerRow() + " of the sheet " + sheet.name()
                        + " is to hold the headers (headerRow=\"" + format.headerRow() + "\") and is empty");
            }
        }
        return false;
    }

    private SourceTable table() {
        if (table == null || table.columns() != columns.columns()) {
            table = new SourceTable(format.table() == null ? sheet.name() : format.table(), columns.columns());
        }
        return table;
    }

    private static DeliveryException fault(String message) {
        return new DeliveryException(message, 0, 0, false);
    }

    @Override
    public void close() throws IOException {
        try (workbook) {
            if (rows != null) {
                rows.close();
            }
        }
    }
}
