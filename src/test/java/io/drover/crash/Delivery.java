package io.drover.crash;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A generated delivery: a row of the table Stock for each product of a range.
 *
 * @param first number of the first product
 * @param count number of products
 * @param quantity the quantity of each
 * @param noteLength length of each row's note, to make large rows
 */
record Delivery(int first, int count, int quantity, int noteLength) {
    /** Statement that makes the table. It has no key: a row that is loaded twice is there twice. */
    static final String TABLE =
            "CREATE TABLE IF NOT EXISTS Stock (ProductId INT NOT NULL, Quantity INT NOT NULL, Note VARCHAR(2000))";

    /** The rows of products {@code first} to {@code first + count - 1}. */
    static Delivery of(int first, int count) {
        return new Delivery(first, count, 1, 40);
    }

    Delivery withQuantity(int quantity) {
        return new Delivery(first, count, quantity, noteLength);
    }

    Delivery withNotesOf(int length) {
        return new Delivery(first, count, quantity, length);
    }

    void write(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<tables>\n<table tableName=\"Stock\">\n");
            for (int i = first; i < first + count; i++) {
                out.write("<item table=\"Stock\">");
                column(out, "ProductId", String.valueOf(i));
                column(out, "Quantity", String.valueOf(quantity));
                // Differs from row to row, so that no database can store it smaller
                column(out, "Note", (i + " of the delivery ").repeat(noteLength).substring(0, noteLength));
                out.write("</item>\n");
            }
            out.write("</table>\n</tables>\n");
        }
    }

    private static void column(Writer out, String name, String value) throws IOException {
        out.write("<column columnName=\"" + name + "\"><![CDATA[" + value + "]]></column>");
    }
}
