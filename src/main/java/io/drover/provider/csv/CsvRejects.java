package io.drover.provider.csv;

import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.file.TableRejects;
import io.drover.provider.file.TextOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The rejected rows as the source has them: with its delimiter (a semicolon where that is detected), quote, header and encoding.
 * Each has its {@link RejectReason} last, in a column that is left out when the file is read again.
 */
final class CsvRejects extends TableRejects {
    private final CsvLayout layout;
    private final CsvText text;

    /** @param target the file, or the folder where there are several tables */
    CsvRejects(CsvSource format, Path target) {
        super(target, format.table(), ".csv");
        boolean detected = format.layout().delimiter().equals(CsvMarks.DETECT);
        this.layout = detected ? format.layout().withDelimiter(";") : format.layout();
        // quoted, so that values do not mislead the detection of the delimiter
        this.text = new CsvText(layout, layout.quote() != CsvMarks.NONE, "\r\n");
    }

    /** Files of one table may have other columns. */
    @Override
    protected Object key(SourceTable source) {
        return List.of(source.name(), source.columns());
    }

    @Override
    protected Rows begin(SourceTable source, OutputStream stream) throws IOException {
        String encoding =
                layout.encoding() == null ? "UTF-8" : layout.encoding().toUpperCase(Locale.ROOT);
        boolean utf16 = encoding.startsWith("UTF-16");
        // A delivery with a byte order mark may have characters that the job's encoding has not: so has this file one
        // then
        TextOutput out = new TextOutput(stream, utf16 ? encoding : "UTF-8", !encoding.equals("UTF-8"));
        if (layout.header()) {
            append(out.row(), source.columns().toArray(String[]::new), RejectReason.MARK);
            requireWritten(out.write());
        }
        return new Rows() {
            @Override
            public void add(SourceTable table, SourceRecord record, String reason) throws IOException {
                append(out.row(), record.values(), RejectReason.text(record.line(), reason));
                requireWritten(out.write());
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    @Override
    public String show(SourceTable table, SourceRecord record) {
        StringBuilder row = new StringBuilder();
        append(row, record.values(), null);
        return row.toString().stripTrailing();
    }

    private String plain(String reason) {
        String end = layout.marks().recordEnd();
        String plain = reason.replace(layout.delimiter(), " ");
        return end == null ? plain : plain.replace(end, " ");
    }

    /** What does not fit was so in the delivery: it is written as it came. */
    private void append(StringBuilder row, String[] values, String reason) {
        int columns = values.length + 1;
        for (int i = 0; i < values.length; i++) {
            if (text.add(row, i, columns, values[i]) != null && layout.fixedWidth()) {
                row.append(values[i]);
            }
        }
        if (reason != null && layout.fixedWidth()) {
            row.append(' ').append(reason);
        } else if (reason != null) {
            boolean plain = layout.quote() == CsvMarks.NONE;
            text.add(row, values.length, columns, plain ? plain(reason) : reason);
        }
        text.endRow(row);
    }
}
