package io.drover.provider.xml.writer;

import io.drover.provider.format.OutputFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** The file of one document: made at the first use, with its declaration and root. */
final class DocumentFile implements Closeable {
    private final OutputFiles files;
    private final XmlDestination format;
    private final String root;
    private OutputStream out;
    private EncodedFile encoded;
    private XmlText text;

    /** @param root name of the root element */
    DocumentFile(OutputFiles files, XmlDestination format, String root) {
        this.files = files;
        this.format = format;
        this.root = root;
    }

    /** What is written into the document. */
    XmlText text() throws IOException {
        if (text == null) {
            out = files.create(null);
            encoded = new EncodedFile(out, format.encoding());
            text = text(encoded);
            text.raw(format.byteOrderMark() ? "\uFEFF" : "")
                    .raw("<?xml version=\"1.0\" encoding=\"")
                    .raw(format.encoding().equals("UTF-16") ? "utf-16" : "utf-8")
                    .raw("\"?>\n<" + root + ">");
        }
        return text;
    }

    /** Text for a file of its own in the same encoding, to {@link #copy} later. */
    XmlText text(EncodedFile file) {
        return new XmlText(file, format.shape() != XmlDestination.Shape.TABLES);
    }

    /** Copies what was written elsewhere. */
    void copy(Spool spool) throws IOException {
        text().flush();
        encoded.flush();
        spool.copyTo(out);
    }

    void finish() throws IOException {
        text().raw("\n</" + root + ">\n");
        text.flush();
        encoded.flush();
        encoded.close();
    }

    @Override
    public void close() throws IOException {
        if (encoded != null) {
            encoded.close();
        }
    }
}
