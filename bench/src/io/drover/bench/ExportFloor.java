package io.drover.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * The least that an export of a PostgreSQL table costs: COPY out of it and a write. CSV is written as it comes; of a text
 * row, XML is made in the same buffer. Arguments: JDBC URL, user, file.
 */
final class ExportFloor {
    private static final int BLOCK = 1 << 20;
    private static final byte[][] STARTS = new byte[Products.COLUMNS.size()][];
    private static final byte[][] NULLS = new byte[STARTS.length][];
    private static final byte[] END = utf8("]]></column>\n");

    static {
        for (int c = 0; c < STARTS.length; c++) {
            String column = "<column columnName=\"" + Products.COLUMNS.get(c).name() + "\"";
            STARTS[c] = utf8(column + "><![CDATA[");
            NULLS[c] = utf8(column + " isNull=\"true\"/>\n");
        }
    }

    private ExportFloor() {}

    public static void main(String[] args) throws Exception {
        Outcome.measure(() -> export(args[0], args[1], Path.of(args[2])));
    }

    private static long export(String url, String user, Path file) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                OutputStream out = Files.newOutputStream(file)) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            String table = "COPY " + Products.TABLE + " (" + Products.columnList() + ") TO STDOUT";
            return file.toString().endsWith(".csv")
                    ? csv(copies.copyOut(table + " (FORMAT csv, HEADER)"), out)
                    : xml(copies.copyOut(table), out);
        }
    }

    private static long csv(CopyOut copy, OutputStream out) throws SQLException, IOException {
        Bytes block = new Bytes(BLOCK + (BLOCK >> 4));
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            block.put(row);
            flush(block, out, BLOCK);
        }
        flush(block, out, 0);
        return copy.getHandledRowCount();
    }

    private static long xml(CopyOut copy, OutputStream out) throws SQLException, IOException {
        Bytes block = new Bytes(BLOCK + (BLOCK >> 4));
        block.put(utf8("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<tables>\n<table tableName=\"" + Products.TABLE
                + "\">\n"));
        byte[] start = utf8("<item table=\"" + Products.TABLE + "\">\n");
        byte[] end = utf8("</item>\n");
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            block.put(start);
            int from = 0;
            for (int c = 0; c < STARTS.length; c++) {
                int to = from;
                while (row[to] != '\t' && row[to] != '\n') { // the values have no character that COPY escapes
                    to++;
                }
                if (to - from == 2 && row[from] == '\\' && row[from + 1] == 'N') {
                    block.put(NULLS[c]);
                } else {
                    block.put(STARTS[c]);
                    block.put(row, from, to - from);
                    block.put(END);
                }
                from = to + 1;
            }
            block.put(end);
            flush(block, out, BLOCK);
        }
        block.put(utf8("</table>\n</tables>\n"));
        flush(block, out, 0);
        return copy.getHandledRowCount();
    }

    private static void flush(Bytes block, OutputStream out, int above) throws IOException {
        if (block.length() > above) {
            block.writeTo(out);
            block.clear();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
