package io.drover.provider.xml.writer;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.WriteOptions;
import io.drover.provider.format.TableFileWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Writes a document for each table. */
final class PerTableWriter implements TableFileWriter {
    private final Function<String, TableFileWriter> documents;
    private final Map<String, TableFileWriter> open = new LinkedHashMap<>();

    /** @param documents opens the document of a table */
    PerTableWriter(Function<String, TableFileWriter> documents) {
        this.documents = documents;
    }

    @Override
    public void begin(String table, List<DestinationColumn> columns) throws IOException {
        open.computeIfAbsent(table, documents).begin(table, columns);
    }

    @Override
    public void begin(String table, List<DestinationColumn> columns, WriteOptions options) throws IOException {
        open.computeIfAbsent(table, documents).begin(table, columns, options);
    }

    @Override
    public void write(String table, List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws IOException {
        open.get(table).write(table, rows, rejected);
    }

    @Override
    public void finish() throws IOException {
        for (TableFileWriter document : open.values()) {
            document.finish();
        }
    }

    @Override
    public void close() throws IOException {
        for (TableFileWriter document : open.values()) {
            document.close();
        }
    }
}
