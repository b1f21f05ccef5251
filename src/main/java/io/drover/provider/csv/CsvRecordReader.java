package io.drover.provider.csv;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.file.Delimiters;
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
    private static final int BATCH_RECORDS = 1000;
    private static final int BATCH_TEXT = 2 * 1024 * 1024;

    private final TextInput text;
    private final CsvRows rows;
    private final List<String> remarks;
    private final SourceTable table;
    /** The first row when it is no header. */
    private String[] ahead;

    private long number;
    private boolean begun;

    private CsvRecordReader(TextInput text, CsvRows rows, CsvSource format, String name, List<String> remarks)
            throws IOException {
        this.text = text;
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
            List<String> remarks = List.of();
            char delimiter = layout.delimiter();
            if (delimiter == CsvLayout.DETECT && !layout.fixedWidth()) {
                delimiter = Delimiters.detect(text.head(), text.headIsAll(), layout.quote(), format.comment());
                remarks = List.of("detected delimiter " + Delimiters.name(delimiter));
            }
            CsvRows rows =
                    layout.fixedWidth() ? new FixedWidthRows(format, text) : new DelimitedRows(format, delimiter, text);
            String name = format.table() == null ? TableNames.ofFile(file.name()) : format.table();
            return new CsvRecordReader(text, rows, format, name, remarks);
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
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

    /** Whether the file ends with the row just read, without a line break. */
    private boolean isLast() throws IOException {
        ahead = rows.next();
        return ahead == null && !text.endsWithLineBreak();
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
