package io.drover.provider.csv;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.MappedRow;
import io.drover.provider.file.TextOutput;
import io.drover.provider.file.ValueTexts;
import io.drover.provider.format.OutputFiles;
import io.drover.provider.format.TableFileWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Writes each table as a file of delimited text, or of columns of fixed widths. */
final class CsvFileWriter implements TableFileWriter {
    private final CsvDestination output;
    private final CsvText text;
    private final OutputFiles files;
    private final Map<String, Table> tables = new HashMap<>();

    /** One file that is being written. */
    private record Table(TextOutput out, List<DestinationColumn> columns, ValueTexts values) {}

    /** @param files where the files are made, one for each table */
    CsvFileWriter(CsvDestination output, OutputFiles files) {
        this.output = output;
        this.files = files;
        this.text = new CsvText(output.layout(), output.quoteAll(), output.lineEnd());
    }

    @Override
    public void begin(String name, List<DestinationColumn> columns) throws IOException {
        int widths = output.layout().widths().size();
        if (widths > 0 && widths != columns.size()) {
            throw unfit(name, "has " + columns.size() + " columns, fixedWidths are given for " + widths);
        }
        TextOutput out = new TextOutput(files.create(name), output.layout().encoding(), output.byteOrderMark());
        tables.put(name, new Table(out, columns, ValueTexts.of(output.values(), columns)));
        if (output.layout().header()) {
            String problem = text.header(
                    out.row(), columns.stream().map(DestinationColumn::name).toList());
            problem = problem == null ? out.write() : problem;
            if (problem != null) {
                throw unfit(name, "cannot have its header: " + problem);
            }
        }
    }

    private static IOException unfit(String table, String problem) {
        DestinationException cause = new DestinationException("the table " + table + " " + problem);
        return new IOException(cause.getMessage(), cause);
    }

    @Override
    public void write(String name, List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws IOException {
        Table table = tables.get(name);
        TableFileWriter.each(rows, values -> write(table, values), rejected);
    }

    private String write(Table table, Object[] values) throws IOException {
        StringBuilder row = table.out.row();
        for (int i = 0; i < values.length; i++) {
            String value = table.values.text(i, values[i]);
            String problem =
                    text.add(row, i, values.length, output.guardFormulas() ? FormulaGuard.guard(value) : value);
            if (problem != null) {
                row.setLength(0);
                return table.columns.get(i).name() + " " + problem;
            }
        }
        text.endRow(row);
        return table.out.write();
    }

    @Override
    public void finish() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        for (Table table : List.copyOf(tables.values())) {
            table.out.close();
        }
        tables.clear();
    }
}
