package io.drover.provider.csv;

import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.format.DeliveryFile;
import io.drover.testing.TestFormats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads text as a user of the reader sees it. */
final class CsvFiles {
    private CsvFiles() {}

    /** What was read of a file. */
    record Table(String name, List<String> columns, List<SourceRecord> records, List<String> remarks) {
        List<List<String>> rows() {
            return records.stream()
                    .map(record -> Arrays.asList(record.values()))
                    .toList();
        }
    }

    /** @param attributes of {@code <csv>} */
    static CsvSource format(String attributes) {
        return TestFormats.source(CsvSource.class, "<csv " + attributes + "/>");
    }

    static CsvSource delimited(char delimiter) {
        return format("delimiter='" + delimiter + "'");
    }

    static DeliveryFile file(String name, byte[] content) {
        return new DeliveryFile() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
    }

    static Table read(CsvSource format, String content) throws IOException {
        return read(format, file("T.csv", content.getBytes(StandardCharsets.UTF_8)));
    }

    static Table read(CsvSource format, DeliveryFile file) throws IOException {
        try (CsvRecordReader reader = CsvRecordReader.open(format, file)) {
            List<SourceRecord> records = new ArrayList<>();
            RecordBatch batch = reader.next();
            String name = batch.table().name();
            List<String> columns = batch.columns();
            for (; batch != null; batch = reader.next()) {
                records.addAll(batch.records());
            }
            return new Table(name, columns, records, reader.remarks());
        }
    }
}
