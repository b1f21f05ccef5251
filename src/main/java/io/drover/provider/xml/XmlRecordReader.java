package io.drover.provider.xml;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.xml.parser.ElementLimits;
import io.drover.provider.xml.parser.IrregularXml;
import io.drover.provider.xml.parser.PlainXml;
import io.drover.provider.xml.parser.XmlStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads a Dynamicweb {@code <tables>} document.
 *
 * <p>The root may be written in any case; {@code table} and {@code item} may not. Inside an item each element with a
 * {@code columnName} is a column, whatever its name. Its texts are joined; {@code isNull="true"} makes it null, and so does its
 * absence. What the document says about the loading of its tables is in their options ({@link
 * TableSettings}); unknown elements are skipped. A record with a nameless, repeated or nested column is delivered
 * with its {@link SourceRecord#problem}; anything worse is a {@link DeliveryException}.
 *
 * <p>{@link PlainXml} reads what all systems write. Where a document has anything else in it, {@link XmlStream} reads it from
 * the beginning and the batches that were delivered are left out: a second reading is the rare case's price for knowing that
 * every fault is found, and told in one way only.
 *
 * <p>Limits: those of {@link XmlStream}, {@link ElementLimits}, {@link TableColumns#MAX_COLUMNS}, {@link TablesReader#MAX_TABLES} and {@link ItemReader#MAX_TEXT}.
 */
final class XmlRecordReader implements RecordReader {
    private final DeliveryFile file;
    private final Map<String, String> rootAttributes;
    private TablesReader reader;
    private boolean plain;
    private long batches;

    private XmlRecordReader(DeliveryFile file) throws IOException {
        this.file = file;
        try {
            reader = new TablesReader(PlainXml.openAt(file, "tables"));
            plain = true;
        } catch (IrregularXml e) {
            reader = new TablesReader(XmlStream.openAt(file, "tables"));
        }
        rootAttributes = reader.rootAttributes();
    }

    /**
     * Opens a file.
     *
     * @throws DeliveryException when it is empty or its root is not {@code <tables>}
     */
    static XmlRecordReader open(Path file) throws IOException {
        return open(DeliveryFile.of(file));
    }

    /** Opens one file of a delivery. */
    static XmlRecordReader open(DeliveryFile file) throws IOException {
        return new XmlRecordReader(file);
    }

    /** The attributes of {@code <tables>}, such as {@code batchId} and {@code ExportIsDone}, by name as written. */
    Map<String, String> rootAttributes() {
        return rootAttributes;
    }

    /** Whether the document has been as regular as nearly all are. */
    boolean isPlain() {
        return plain;
    }

    @Override
    public RecordBatch next() throws IOException {
        RecordBatch batch;
        try {
            batch = reader.next();
        } catch (IrregularXml e) {
            startOver();
            batch = reader.next();
        }
        batches++;
        return batch;
    }

    private void startOver() throws IOException {
        reader.close();
        reader = new TablesReader(XmlStream.openAt(file, "tables"));
        plain = false;
        for (long i = 0; i < batches; i++) {
            reader.next(); // the same records as before: batches end by what has been read
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
