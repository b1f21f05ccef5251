package io.drover.provider.xml.writer;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.format.OutputFiles;
import io.drover.provider.format.TableFileWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Writes an entity file of Dynamics 365 in which no row stands within another, as the rows come. */
final class EntityWriter implements TableFileWriter {
    private final XmlDestination format;
    private final DocumentFile document;
    private final Map<String, EntityForm> tables = new HashMap<>();

    EntityWriter(OutputFiles files, XmlDestination format) {
        this.format = format;
        this.document = new DocumentFile(files, format, "Document");
    }

    @Override
    public void begin(String table, List<DestinationColumn> columns) throws IOException {
        tables.putIfAbsent(table, EntityForm.of(table, columns, format, 1, Set.of()));
    }

    @Override
    public void write(String table, List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws IOException {
        EntityForm form = tables.get(table);
        XmlText text = document.text();
        TableFileWriter.each(rows, values -> form.row().write(text, values, form.end()), rejected);
    }

    @Override
    public void finish() throws IOException {
        document.finish();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
