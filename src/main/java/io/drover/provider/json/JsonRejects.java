package io.drover.provider.json;

import io.drover.provider.ColumnType;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.file.TableRejects;
import io.drover.provider.file.TextOutput;
import io.drover.provider.json.JsonSource.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rejected records as an array of objects, where the job looks for records. Each says in a member {@value ObjectReader#REASON}
 * why it is there, which is left out when the file is read again. Values are texts, and members of objects have their whole path.
 */
final class JsonRejects extends TableRejects {
    private final JsonSource format;

    /** @param target the file, or the folder where there are several tables */
    JsonRejects(JsonSource format, Path target) {
        super(target, format.table(), ".json");
        this.format = format;
    }

    @Override
    protected Rows begin(SourceTable source, OutputStream stream) throws IOException {
        TextOutput out = new TextOutput(stream, "UTF-8", false);
        for (String name : path(source.name())) {
            JsonText.quote(out.row().append('{'), name).append(':');
        }
        out.row().append('[');
        return new Rows() {
            private String before = "\n";

            @Override
            public void add(SourceTable table, SourceRecord record, String reason) throws IOException {
                append(out.row().append(before), table, record, "line " + record.line() + ": " + reason);
                requireWritten(out.write());
                before = ",\n";
            }

            @Override
            public void close() throws IOException {
                out.row()
                        .append("\n]")
                        .append("}".repeat(path(source.name()).size()))
                        .append('\n');
                out.write();
                out.close();
            }
        };
    }

    /** The members that lead to the array. */
    private List<String> path(String table) {
        if (format.shape() != Shape.TABLES) {
            return format.records();
        }
        return Stream.concat(format.records().stream(), Stream.of(table)).toList();
    }

    @Override
    public String show(SourceTable table, SourceRecord record) {
        return append(new StringBuilder(), table, record, null).toString();
    }

    private static StringBuilder append(StringBuilder row, SourceTable table, SourceRecord record, String reason) {
        row.append('{');
        int empty = row.length();
        for (int i = 0; i < record.values().length; i++) {
            boolean json = table.type(i) == ColumnType.JSON;
            if (!json || record.value(i) != null) { // the other member is absent
                JsonText.quote(
                                row.append(row.length() == empty ? "" : ","),
                                table.columns().get(i))
                        .append(':');
                JsonText.value(row, json ? ColumnType.JSON : ColumnType.TEXT, record.value(i));
            }
        }
        if (reason != null) {
            String before = row.length() == empty ? "" : ",";
            JsonText.quote(row.append(before), ObjectReader.REASON).append(':');
            JsonText.quote(row, reason);
            if (record.problem() != null) {
                JsonText.quote(row.append(','), ObjectReader.UNUSABLE).append(":true");
            }
        }
        return escapeHalves(row.append('}'));
    }

    /** Halves of characters, which stood as escapes in the delivery, are written as such. */
    private static StringBuilder escapeHalves(StringBuilder row) {
        for (int i = 0; i < row.length(); i++) {
            if (!Character.isSurrogate(row.charAt(i))) {
                continue;
            }
            if (Character.charCount(row.codePointAt(i)) == 2) {
                i++;
            } else {
                String escape = String.format("\\u%04x", (int) row.charAt(i));
                row.replace(i, i + 1, escape);
                i += escape.length() - 1;
            }
        }
        return row;
    }
}
