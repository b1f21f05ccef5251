package io.drover.provider.json;

import io.drover.provider.FileFormat;
import java.util.List;

/**
 * The {@code <json>} source.
 *
 * @param records names of the members that lead from the root to the records; empty for records at the root
 * @param shape what stands at the root, or where {@code records} leads
 * @param table name of the table; null for the file's name without its extension. Not for {@link Shape#TABLES}
 * @param joinArrays what stands between the values of an array of a record; null for the array's own JSON text
 */
public record JsonFormat(List<String> records, Shape shape, String table, String joinArrays) implements FileFormat {
    /** What a file is read as that nothing is known about. */
    public static final JsonFormat DETECTED = new JsonFormat(List.of(), Shape.AUTO, null, null);

    /** How records stand in a document. */
    public enum Shape {
        /** Told by the document: arrays and records, and an object that begins with an array is one of tables. */
        AUTO,
        /** Arrays of records, or records one after the other. */
        RECORDS,
        /** An object with an array of records for each table. */
        TABLES
    }

    public JsonFormat {
        records = List.copyOf(records);
    }
}
