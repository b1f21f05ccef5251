package io.drover.provider.csv;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.file.TableNames;
import io.drover.provider.file.TextInput;
import io.drover.provider.format.DeliveryFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file of delimited text, or of fixed widths, as one table. A row with more or fewer values than there are columns is
 * delivered with its {@link SourceRecord#problem}, except at the end of a file without a line break, where it means that the file
 * was cut off. Anything worse is a {@link DeliveryException}. Limits: those of {@link CsvLimits}.
 */
final class CsvRecordReader implements RecordReader {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** That of UTF-8 in a text that is read as windows-1252. */
    private static final String MARK_AS_LATIN = "\u00EF\u00BB\u00BF";

    private static final int BATCH_RECORDS = 1000;
    private static final int BATCH_TEXT = 2 * 1024 * 1024;

    private final CsvRows rows;
    private final List<String> remarks;
    private final SourceTable table;
    /** The first row when it is no header. */
    private String[] ahead;

    private long number;
    private boolean begun;

    private CsvRecordReader(CsvRows rows, CsvSource format, String name, List<String> remarks) throws IOException {
        this.rows = rows;
        this.remarks = remarks;
        boolean header = format.layout().header();
        String[] first = rows.next();
        if (first == null) {
            throw new DeliveryException(
                    header ? "the file has no header: it holds no row" : "the file holds no row", 0, 0, false);
        }
        this.table = new SourceTable(name, header ? CsvHeader.of(first, rows.line()) : CsvHeader.unnamed(first.length));
        this.ahead = header ? null : first;
    }

    /**
     * Opens a file.
     *
     * @throws DeliveryException when it is empty, has no header, or one with a name twice
     */
    static CsvRecordReader open(CsvSource format, DeliveryFile file) throws IOException {
        CsvLayout layout = format.layout();
        TextInput text = TextInput.open(file, layout.encoding());
        try {
            CsvStart start = layout.fixedWidth() ? CsvStart.NONE : CsvStart.of(text, format);
            String name = format.table() == null ? TableNames.ofFile(file.name()) : format.table();
            return new CsvRecordReader(rows(format, text, start), format, name, start.remarks());
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    private static CsvRows rows(CsvSource format, TextInput text, CsvStart start) {
        if (format.layout().fixedWidth()) {
            return new FixedWidthRows(format, text, start.lines());
        }
        return format.layout().marks().recordEnd() == null
                ? new DelimitedRows(format, start.delimiter(), text, start.lines())
                : new RecordEndRows(format, start.delimiter(), new LookAhead(text, start.lines() + 1));
    }

    @Override
    public RecordBatch next() throws IOException {
        List<SourceRecord> records = new ArrayList<>(BATCH_RECORDS);
        long batchText = 0;
        while (records.size() < BATCH_RECORDS && batchText < BATCH_TEXT) {
            String[] row = ahead == null ? rows.next() : ahead;
            ahead = null;
            if (row == null) {
                break;
            }
            records.add(record(row));
            batchText += rows.length();
        }
        boolean headerOnly = !begun && records.isEmpty(); // says that there is a table, of these columns
        begun = true;
        return records.isEmpty() && !headerOnly ? null : new RecordBatch(table, records);
    }

    private SourceRecord record(String[] row) throws IOException {
        number++;
        int line = rows.line();
        requireOneFile(row, line);
        int columns = table.columns().size();
        String problem = null;
        if (row.length != columns) {
            problem = "the row has " + row.length + (row.length == 1 ? " value" : " values") + ", the table " + columns
                    + (columns == 1 ? " column" : " columns");
            if (row.length < columns && isLast()) {
                throw new DeliveryException(problem + ", and the file ends here: it was cut off", line, 0, true);
            }
        }
        return new SourceRecord(number, line, row, problem);
    }

    /** The next file may have a header again, or other columns. */
    private static void requireOneFile(String[] row, int line) throws DeliveryException {
        if (row[0] != null && (row[0].startsWith(BYTE_ORDER_MARK) || row[0].startsWith(MARK_AS_LATIN))) {
            throw new DeliveryException(
                    "a byte order mark stands in the middle of the file, where another file begins: send them as two files, or"
                            + " as a folder",
                    line,
                    0,
                    false);
        }
    }

    /** Whether the file ends with the row just read, without a line break. */
    private boolean isLast() throws IOException {
        ahead = rows.next();
        return ahead == null && rows.endsOpen();
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
