package io.drover.provider.xml;

import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes documents to files and reads them as a user of the reader sees them. */
final class Deliveries {
    private Deliveries() {}

    /** A record with the names that its batch gives to its values. */
    record Row(String table, long number, int line, Map<String, String> values, String problem) {}

    /** A document of one record of table T, whose item has this content. */
    static String item(String columns) {
        return "<tables>\n<table tableName=\"T\">\n<item>" + columns + "</item>\n</table>\n</tables>";
    }

    /** A document of one record of table T with the value in column A. */
    static String value(String content) {
        return item("<column columnName=\"A\">" + content + "</column>");
    }

    static Path file(Path folder, byte[] content) throws IOException {
        return Files.write(folder.resolve("delivery.xml"), content);
    }

    static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (RecordBatch batch : batches(file)) {
            for (SourceRecord record : batch.records()) {
                Map<String, String> values = new LinkedHashMap<>();
                for (int i = 0; i < batch.columns().size(); i++) {
                    values.put(batch.columns().get(i), record.value(i));
                }
                rows.add(new Row(batch.table().name(), record.number(), record.line(), values, record.problem()));
            }
        }
        return rows;
    }

    static List<RecordBatch> batches(Path file) throws IOException {
        List<RecordBatch> batches = new ArrayList<>();
        try (XmlRecordReader reader = XmlRecordReader.open(file)) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                batches.add(batch);
            }
        }
        return batches;
    }

    /** Puts text, single bytes (Integer) and arrays of both one after the other. */
    static byte[] bytes(Charset charset, Object... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer b) {
                bytes.write(b);
            } else if (part instanceof Object[] array) {
                bytes.writeBytes(bytes(charset, array));
            } else {
                bytes.writeBytes(part.toString().getBytes(charset));
            }
        }
        return bytes.toByteArray();
    }
}
