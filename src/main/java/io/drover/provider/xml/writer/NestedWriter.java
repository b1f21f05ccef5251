package io.drover.provider.xml.writer;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.format.OutputFiles;
import io.drover.provider.format.TableFileWriter;
import io.drover.provider.xml.writer.NestedTable.Link;
import io.drover.provider.xml.writer.NestedTable.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Writes a composite entity of Dynamics 365: rows within rows. The rows may come in any order: they wait in temporary files, and
 * of each that stands within another some 20 bytes are kept in memory, for {@link RowIndex#MAX_ROWS} of a table at most.
 */
final class NestedWriter implements TableFileWriter {
    private static final List<String> PARENT_ROW = List.of("ParentRowId");
    private static final List<String> ROW = List.of("RowId");

    private final XmlDestination format;
    private final DocumentFile document;
    private final XmlText rendered;
    private final Map<String, NestedTable> tables = new LinkedHashMap<>();

    NestedWriter(OutputFiles files, XmlDestination format) {
        this.format = format;
        this.document = new DocumentFile(files, format, "Document");
        this.rendered = document.text(new EncodedFile(OutputStream.nullOutputStream(), format.encoding()));
    }

    @Override
    public void begin(String table, List<DestinationColumn> columns) throws IOException {
        NestedTable known = tables.get(key(table));
        if (known != null && !known.name().equals(table)) {
            throw Markup.refused(
                    "the tables " + known.name() + " and " + table
                            + " differ in case only, and rows within rows do not tell them apart; give them files of their own");
        }
        if (known != null) {
            return; // a second mapping to the same table
        }
        int[] parentKey = new int[0];
        Set<String> unwritten = new HashSet<>();
        List<Link> children = new ArrayList<>();
        for (Nesting nesting : format.nestings()) {
            if (nesting.table().equalsIgnoreCase(table)) {
                parentKey = indexes(table, columns, nesting.key().isEmpty() ? PARENT_ROW : nesting.key());
                unwritten.addAll(nesting.key().isEmpty() ? lower(PARENT_ROW) : List.of());
            }
            if (nesting.parent().equalsIgnoreCase(table)) {
                int[] own = indexes(table, columns, nesting.key().isEmpty() ? ROW : nesting.key());
                children.add(new Link(key(nesting.table()), own));
                unwritten.addAll(nesting.key().isEmpty() ? lower(ROW) : List.of());
            }
        }
        EntityForm form = EntityForm.of(table, columns, format, depth(table), unwritten);
        tables.put(key(table), new NestedTable(table, form, parentKey, children));
    }

    private int depth(String table) {
        return format.nestings().stream()
                .filter(nesting -> nesting.table().equalsIgnoreCase(table))
                .findFirst()
                .map(nesting -> 1 + depth(nesting.parent()))
                .orElse(1);
    }

    private static int[] indexes(String table, List<DestinationColumn> columns, List<String> names) throws IOException {
        int[] indexes = new int[names.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] =
                    columns.stream().map(column -> key(column.name())).toList().indexOf(key(names.get(i)));
            if (indexes[i] < 0) {
                throw Markup.refused("the table " + table + " has no column " + names.get(i)
                        + ", by which rows are put within rows; map it, or name others with parentKey");
            }
        }
        return indexes;
    }

    @Override
    public void write(String table, List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws IOException {
        NestedTable to = tables.get(key(table));
        TableFileWriter.each(rows, values -> write(to, values), rejected);
    }

    private String write(NestedTable to, Object[] values) throws IOException {
        rendered.reset(0);
        String problem = to.form().row().write(rendered, values);
        return problem == null ? to.add(values, rendered.since(0)) : problem;
    }

    @Override
    public void finish() throws IOException {
        for (NestedTable table : tables.values()) {
            table.endWriting();
        }
        for (NestedTable table : tables.values()) {
            for (long place = 0; table.isTop() && place < table.length(); ) {
                Row row = table.read(place);
                place = row.next();
                write(table, row);
                document.text().drain();
            }
        }
        for (Nesting nesting : format.nestings()) {
            requireAllWritten(nesting);
        }
        document.finish();
    }

    private void write(NestedTable table, Row row) throws IOException {
        XmlText text = document.text().raw(row.text());
        boolean open = false;
        for (int i = 0; i < table.children().size(); i++) {
            NestedTable child = tables.get(table.children().get(i).table());
            String key = row.keys().get(i);
            if (child == null || key.isEmpty()) {
                continue;
            }
            RowIndex index = child.index();
            int at = index.next(key.hashCode(), RowIndex.NONE);
            while (at != RowIndex.NONE) {
                Row within = child.read(index.place(at));
                if (within.parent().equals(key)) {
                    if (!open) {
                        text.raw(table.form().open());
                        open = true;
                    }
                    index.take(at);
                    write(child, within);
                }
                at = index.next(key.hashCode(), at);
            }
        }
        text.raw(open ? table.form().close() : table.form().end());
    }

    /** A row that stands nowhere would be lost. */
    private void requireAllWritten(Nesting nesting) throws IOException {
        NestedTable table = tables.get(key(nesting.table()));
        if (table != null && table.index().countLeft() > 0) {
            Row first = table.read(table.index().place(table.index().left()));
            List<String> key = nesting.key().isEmpty() ? PARENT_ROW : nesting.key();
            throw Markup.refused("%d of the rows of %s stand in no row of %s; the first has %s=%s. Nothing was written"
                    .formatted(
                            table.index().countLeft(),
                            nesting.table(),
                            nesting.parent(),
                            String.join(", ", key),
                            first.parent().replace("\0", " ").strip()));
        }
    }

    private static List<String> lower(List<String> names) {
        return names.stream().map(NestedWriter::key).toList();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        try (document) {
            for (NestedTable table : tables.values()) {
                table.close();
            }
        }
    }
}
