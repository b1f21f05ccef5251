package io.drover.provider.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceRecord;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.xslt.Xslt;
import io.drover.testing.TestFormats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Documents of any shape, read as a job reads them. */
final class XmlDocuments {
    static final XmlSource DETECTED = new XmlSource();

    private XmlDocuments() {}

    /**
     * A job that names the records.
     *
     * @param columns elements {@code <column>}
     */
    static XmlSource records(String path, String... columns) {
        return tables("<table name='T' records='" + path + "'>" + String.join("", columns) + "</table>");
    }

    /** @param tables elements {@code <table>} */
    static XmlSource tables(String... tables) {
        return TestFormats.source(XmlSource.class, "<xml>" + String.join("", tables) + "</xml>");
    }

    static DeliveryFile file(byte[] content) {
        return new DeliveryFile() {
            @Override
            public String name() {
                return "document.xml";
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
    }

    static List<RecordBatch> batches(byte[] document, XmlSource format, Xslt xslt) throws IOException {
        List<RecordBatch> batches = new ArrayList<>();
        try (RecordReader reader = XmlSources.open(file(document), format, xslt == null ? List.of() : List.of(xslt))) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                batches.add(batch);
            }
        }
        return batches;
    }

    /** Each record as {@code table: column=value, column=value}, nulls left out, with its problem behind {@code !}. */
    static List<String> read(String document, XmlSource format) throws IOException {
        return read(document.getBytes(UTF_8), format, null);
    }

    static List<String> read(byte[] document, XmlSource format, Xslt xslt) throws IOException {
        List<String> records = new ArrayList<>();
        for (RecordBatch batch : batches(document, format, xslt)) {
            for (SourceRecord record : batch.records()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < batch.columns().size(); i++) {
                    if (record.value(i) != null) {
                        values.add(batch.columns().get(i) + "=" + record.value(i));
                    }
                }
                records.add(batch.table().name() + ": " + String.join(", ", values)
                        + (record.problem() == null ? "" : " ! " + record.problem()));
            }
        }
        return records;
    }
}
