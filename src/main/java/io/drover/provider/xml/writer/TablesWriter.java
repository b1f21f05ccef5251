package io.drover.provider.xml.writer;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.TableOptions;
import io.drover.provider.WriteOptions;
import io.drover.provider.format.OutputFiles;
import io.drover.provider.format.TableFileWriter;
import io.drover.provider.xml.writer.RowForm.Frame;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes a {@code <tables>} document by Dynamicweb's rules: every value is CDATA, null is {@code isNull="true"}, what a mapping
 * does with missing rows and the like is an attribute of its table. Each table stands in one piece: the rows of the first go
 * straight into the document, those of the others into a file of their own until the end.
 */
final class TablesWriter implements TableFileWriter {
    private final XmlDestination format;
    private final DocumentFile document;
    private final Map<String, Table> tables = new LinkedHashMap<>();

    TablesWriter(OutputFiles files, XmlDestination format) {
        this.format = format;
        this.document = new DocumentFile(files, format, "tables");
    }

    /** One table; all but the first have a spool. */
    private record Table(String start, RowForm form, Spool spool, EncodedFile file, XmlText text) {}

    @Override
    public void begin(String table, List<DestinationColumn> columns) throws IOException {
        begin(table, columns, WriteOptions.UPSERT);
    }

    @Override
    public void begin(String table, List<DestinationColumn> columns, WriteOptions options) throws IOException {
        if (tables.containsKey(table)) {
            return; // a second mapping to the same table
        }
        String start = "\n  <table tableName=\"" + quoted(table) + "\"" + attributes(options.table()) + ">";
        RowForm form = form(table, columns);
        if (tables.isEmpty()) {
            document.text().raw(start);
            tables.put(table, new Table(start, form, null, null, document.text()));
        } else {
            Spool spool = new Spool();
            EncodedFile file = new EncodedFile(spool.out(), format.encoding());
            tables.put(table, new Table(start, form, spool, file, document.text(file)));
        }
    }

    private RowForm form(String table, List<DestinationColumn> columns) {
        List<Frame> frames = columns.stream()
                .map(column -> "\n      <column columnName=\"" + quoted(column.name()) + "\"")
                .map(column -> new Frame(column + ">", "</column>", column + " isNull=\"true\"/>"))
                .toList();
        String start = "\n    <item table=\"" + quoted(table) + "\">";
        return new RowForm(columns, format.values(), RowForm.Kind.CDATA, start, frames);
    }

    private static String attributes(TableOptions options) {
        return attribute("RemoveMissingAfterImport", options.missing().delete())
                + attribute("UpdateOnlyExistingRecords", options.mode() == TableOptions.Mode.UPDATE)
                + attribute("DeactivateMissingProducts", options.missing().deactivation() != null)
                + attribute("DeleteIncomingItems", options.deleteIncoming())
                + attribute("DiscardDuplicates", options.discardDuplicates());
    }

    private static String attribute(String name, boolean set) {
        return set ? " " + name + "=\"True\"" : "";
    }

    private static String quoted(String name) {
        return Markup.attribute(name);
    }

    @Override
    public void write(String table, List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws IOException {
        Table to = tables.get(table);
        TableFileWriter.each(rows, values -> to.form.write(to.text, values, "\n    </item>"), rejected);
    }

    @Override
    public void finish() throws IOException {
        for (Table table : tables.values()) {
            if (table.spool != null) {
                table.text.flush();
                table.file.flush();
                document.text().raw(table.start);
                document.copy(table.spool);
            }
            document.text().raw("\n  </table>");
        }
        document.finish();
    }

    @Override
    public void close() throws IOException {
        try (document) {
            for (Table table : tables.values()) {
                if (table.spool != null) {
                    table.spool.close();
                }
            }
        }
    }
}
