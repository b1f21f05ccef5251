package io.drover.provider.edi;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.edi.syntax.Segment;
import io.drover.provider.edi.syntax.SegmentWriter;
import io.drover.provider.format.OutputFiles;
import io.drover.provider.format.TableFileWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes messages: the rows of a table of messages with those of the tables of loops that stand in them. Rows may come in any order: they
 * wait in a temporary file.
 */
final class EdiFileWriter implements TableFileWriter {
    private final EdiDestination format;
    private final OutputFiles files;
    private final boolean perTable;
    private final Map<String, OutputTable> tables = new LinkedHashMap<>();
    private RowStore store;
    private EnvelopeWriter out;

    /** @param perTable whether each table of messages has a file of its own */
    EdiFileWriter(EdiDestination format, OutputFiles files, boolean perTable) {
        this.format = format;
        this.files = files;
        this.perTable = perTable;
    }

    @Override
    public void begin(String name, List<DestinationColumn> columns) throws IOException {
        if (tables.containsKey(key(name))) {
            return; // a second mapping to the same table
        }
        EdiTable table = format.tables.stream()
                .filter(known -> known.name.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        RowSegments.refused("the job writes to the table " + name + ", and <edi> has no <table name=\""
                                + name + "\" records=\"...\"> that says what its rows are"));
        store = store == null ? new RowStore() : store;
        tables.put(key(name), new OutputTable(format, table, columns, store.rows(key(name))));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public void write(String name, List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws IOException {
        OutputTable table = tables.get(key(name));
        TableFileWriter.each(rows, table::add, rejected);
    }

    @Override
    public void finish() throws IOException {
        for (EdiTable definition : format.tables) {
            OutputTable table = tables.get(key(definition.name));
            if (table != null && definition.loops().isEmpty()) {
                writeMessages(table);
            }
        }
        for (OutputTable table : tables.values()) {
            table.requireAllWritten();
        }
        complete();
    }

    private void writeMessages(OutputTable table) throws IOException {
        for (String[] row = table.take(List.of()); row != null; row = table.take(List.of())) {
            if (out == null) {
                String file = perTable ? table.definition().name : null;
                out = new EnvelopeWriter(
                        format, new SegmentWriter(new BufferedOutputStream(files.create(file), 64 * 1024)));
            }
            out.begin(table.definition().messageType(), table.form().envelope(row));
            write(table, row);
            out.end();
        }
        if (perTable) {
            complete();
        }
    }

    private void complete() throws IOException {
        if (out != null) {
            out.finish();
            out.close();
            out = null;
        }
    }

    /** Writes the segments of a row: those before the loops in it, the loops, and those that end them. */
    private void write(OutputTable table, String[] row) throws IOException {
        List<OutputTable> within = within(table);
        List<Segment> behind = new ArrayList<>();
        for (Segment segment : table.form().segments(row)) {
            if (!behind.isEmpty()
                    || within.stream()
                            .anyMatch(inner -> inner.definition().ends().contains(segment.tag()))) {
                behind.add(segment);
            } else {
                out.write(segment);
            }
        }
        for (OutputTable inner : within) {
            List<String> key = inner.keyIn(table, row);
            for (String[] next = key == null ? null : inner.take(key); next != null; next = inner.take(key)) {
                write(inner, next);
            }
        }
        for (Segment segment : behind) {
            out.write(segment);
        }
    }

    private List<OutputTable> within(OutputTable table) {
        List<OutputTable> within = new ArrayList<>();
        for (EdiTable definition : format.tables) {
            OutputTable inner = tables.get(key(definition.name));
            if (inner != null && table.definition().equals(inner.parent())) {
                within.add(inner);
            }
        }
        return within;
    }

    @Override
    public void close() throws IOException {
        try {
            if (out != null) {
                out.close();
            }
        } finally {
            if (store != null) {
                store.close();
            }
        }
    }
}
