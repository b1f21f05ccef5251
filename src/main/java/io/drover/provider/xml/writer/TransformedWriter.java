package io.drover.provider.xml.writer;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.WriteOptions;
import io.drover.provider.format.OutputFiles;
import io.drover.provider.format.TableFileWriter;
import io.drover.provider.xslt.Xslt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.xml.sax.InputSource;

/** Writes a document to a temporary file, and what a stylesheet makes of it to the job's. */
final class TransformedWriter implements TableFileWriter {
    private final OutputFiles files;
    private final XmlWriters.Stylesheet stylesheet;
    private final TableFileWriter writer;
    private Path document;

    TransformedWriter(OutputFiles files, XmlWriters.Stylesheet stylesheet, XmlDestination format) {
        this.files = files;
        this.stylesheet = stylesheet;
        this.writer = XmlWriters.open(ignored -> temporary(), format);
    }

    private OutputStream temporary() throws IOException {
        document = Files.createTempFile("drover-", ".xml");
        return Files.newOutputStream(document);
    }

    @Override
    public void begin(String table, List<DestinationColumn> columns) throws IOException {
        writer.begin(table, columns);
    }

    @Override
    public void begin(String table, List<DestinationColumn> columns, WriteOptions options) throws IOException {
        writer.begin(table, columns, options);
    }

    @Override
    public void write(String table, List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws IOException {
        writer.write(table, rows, rejected);
    }

    @Override
    public void finish() throws IOException {
        writer.finish();
        Xslt xslt = stylesheet.compile();
        try (InputStream in = Files.newInputStream(document);
                OutputStream out = files.create(null)) {
            xslt.transform(new InputSource(in), out);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            writer.close();
        } finally {
            if (document != null) {
                Files.deleteIfExists(document);
            }
        }
    }
}
