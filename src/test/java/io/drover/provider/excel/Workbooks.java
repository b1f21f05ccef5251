package io.drover.provider.excel;

import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.format.DeliveryFile;
import io.drover.testing.TestFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is in workbooks, as lines to compare. */
final class Workbooks {
    private Workbooks() {}

    /** @param attributes of {@code <excel>} */
    static ExcelSource source(String attributes) {
        return TestFormats.source(ExcelSource.class, "<excel " + attributes + "/>");
    }

    /** {@code Table 2: Id=1, Name=x} for each record, with the row's number, and {@code !} and the problem. */
    static List<String> records(Path file, ExcelSource format) throws IOException {
        List<String> lines = new ArrayList<>();
        try (ExcelReader reader = ExcelReader.open(DeliveryFile.of(file), format)) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (SourceRecord record : batch.records()) {
                    lines.add(line(batch, record));
                }
            }
        }
        return lines;
    }

    static List<String> records(Path file) throws IOException {
        return records(file, new ExcelSource());
    }

    private static String line(RecordBatch batch, SourceRecord record) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < batch.columns().size(); i++) {
            if (record.value(i) != null) {
                values.add(batch.columns().get(i) + "=" + record.value(i));
            }
        }
        return batch.table().name() + " " + record.line() + ": " + String.join(", ", values)
                + (record.problem() == null ? "" : " ! " + record.problem());
    }
}
