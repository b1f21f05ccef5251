package io.drover.provider.json;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.file.TextOutput;
import io.drover.provider.format.OutputFiles;
import io.drover.provider.format.TableFileWriter;
import io.drover.provider.json.JsonDestination.Shape;
import io.drover.provider.value.CanonicalText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes tables as JSON, in UTF-8: each as a file, or all in one object, for which each table is kept in a temporary file until
 * the end, as rows of several tables may come in turn.
 */
final class JsonFileWriter implements TableFileWriter {
    private final Shape shape;
    private final OutputFiles files;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private OutputStream whole;

    /** @param files where the files are made, one for each table or one for all */
    JsonFileWriter(JsonDestination output, OutputFiles files) {
        this.shape = output.shape();
        this.files = files;
    }

    /** One table that is being written. */
    private static final class Table {
        private final List<DestinationColumn> columns;
        /** The name before each value, in quotes, with a colon. */
        private final String[] names;

        private final TextOutput out;
        private final Path spool;
        private boolean begun;

        private Table(List<DestinationColumn> columns, OutputStream out, Path spool) throws IOException {
            this.columns = columns;
            this.out = new TextOutput(out, "UTF-8", false);
            this.spool = spool;
            this.names = new String[columns.size()];
            for (int i = 0; i < names.length; i++) {
                String name = JsonText.quote(new StringBuilder(), columns.get(i).name())
                        .toString();
                names[i] = name + ":";
            }
        }

        private void append(String text) throws IOException {
            out.row().append(text);
            out.write();
        }
    }

    @Override
    public void begin(String name, List<DestinationColumn> columns) throws IOException {
        if (shape == Shape.TABLES) {
            whole = whole == null ? files.create(null) : whole;
            Path spool = Files.createTempFile("drover-", ".json");
            tables.put(name, new Table(columns, Files.newOutputStream(spool), spool));
        } else {
            tables.put(name, new Table(columns, files.create(name), null));
        }
        if (shape != Shape.LINES) {
            tables.get(name).append("[");
        }
    }

    @Override
    public void write(String name, List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws IOException {
        Table table = tables.get(name);
        TableFileWriter.each(rows, values -> write(table, values), rejected);
    }

    private String write(Table table, Object[] values) throws IOException {
        StringBuilder row = table.out.row();
        row.append(shape == Shape.LINES ? "" : table.begun ? ",\n" : "\n");
        row.append('{');
        boolean first = true;
        for (int i = 0; i < values.length; i++) {
            ColumnType type = table.columns.get(i).type();
            if (values[i] != null || type != ColumnType.JSON) { // what is absent stays so
                row.append(first ? "" : ",").append(table.names[i]);
                JsonText.value(row, type, CanonicalText.of(values[i]));
                first = false;
            }
        }
        row.append(shape == Shape.LINES ? "}\n" : "}");
        String problem = table.out.write();
        table.begun |= problem == null;
        return problem;
    }

    @Override
    public void finish() throws IOException {
        for (Table table : tables.values()) {
            if (shape != Shape.LINES) {
                table.append(shape == Shape.ARRAY ? "\n]\n" : "\n]");
            }
            table.out.close();
        }
        if (whole != null) {
            TextOutput joined = new TextOutput(whole, "UTF-8", false);
            String before = "{\n";
            for (Map.Entry<String, Table> table : tables.entrySet()) {
                JsonText.quote(joined.row().append(before), table.getKey()).append(":");
                joined.write();
                joined.append(table.getValue().spool);
                before = ",\n";
            }
            joined.row().append("\n}\n");
            joined.write();
            joined.close();
        }
        close();
    }

    @Override
    public void close() throws IOException {
        for (Table table : tables.values()) {
            table.out.close();
            if (table.spool != null) {
                Files.deleteIfExists(table.spool);
            }
        }
        tables.clear();
        if (whole != null) {
            whole.close();
            whole = null;
        }
    }
}
