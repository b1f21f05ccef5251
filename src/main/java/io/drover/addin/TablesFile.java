package io.drover.addin;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A document {@code <tables>}, written row by row: what an add-in gives to jobs that it has made itself. Each row has all columns of
 * its table, for some readers take the columns from the first row. Not thread-safe.
 */
public final class TablesFile implements AutoCloseable {
    private final Writer out;
    private String table;
    private List<String> columns = List.of();

    /** @param path where it is written; overwritten */
    public TablesFile(Path path) throws IOException {
        out = new BufferedWriter(Files.newBufferedWriter(path, StandardCharsets.UTF_8));
        out.write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<tables>\n");
    }

    /**
     * Begins a table; the one before has ended.
     *
     * @param complete whether rows that are not in it are to be removed, where the job does not say what to do with them
     */
    public void table(String name, List<String> names, boolean complete) throws IOException {
        endTable();
        out.write("  <table tableName=\"" + escaped(name) + "\""
                + (complete ? " RemoveMissingAfterImport=\"True\"" : "") + ">\n");
        table = escaped(name);
        columns = names.stream().map(TablesFile::escaped).toList();
    }

    /** Writes a row: values in the order of the table's columns, null for one that is not there. */
    public void row(List<String> values) throws IOException {
        out.write("    <item table=\"" + table + "\">");
        for (int i = 0; i < columns.size(); i++) {
            String value = values.get(i);
            out.write("<column columnName=\"" + columns.get(i) + "\"");
            out.write(value == null ? " isNull=\"true\"/>" : ">" + escaped(value) + "</column>");
        }
        out.write("</item>\n");
    }

    private void endTable() throws IOException {
        if (table != null) {
            out.write("  </table>\n");
        }
    }

    /** Ends the document. */
    @Override
    public void close() throws IOException {
        try (out) {
            endTable();
            out.write("</tables>\n");
        }
    }

    /** Characters that XML 1.0 does not have are left out. */
    private static String escaped(String text) {
        StringBuilder xml = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#13;");
                default -> {
                    if (c == '\t'
                            || c == '\n'
                            || (c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF)) {
                        xml.appendCodePoint(c);
                    }
                }
            }
        });
        return xml.toString();
    }
}
