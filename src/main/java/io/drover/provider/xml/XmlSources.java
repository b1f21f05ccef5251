package io.drover.provider.xml;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordReader;
import io.drover.provider.file.DeliveryFiles;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.RejectsWriter;
import io.drover.provider.xml.parser.Encoding;
import io.drover.provider.xml.parser.XmlStream;
import io.drover.provider.xslt.Xslt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;

/** Opens the documents of a job with an XML source. */
public final class XmlSources {
    private XmlSources() {}

    /**
     * Opens one file of a delivery.
     *
     * @param xslts the stylesheets that it goes through first, one after the other
     * @throws DeliveryException when it is empty, cut off, not well-formed or of another root
     */
    public static RecordReader open(DeliveryFile file, XmlSource format, List<Xslt> xslts) throws IOException {
        if ((!xslts.isEmpty() || format.hasRecordPaths()) && isMended(file)) {
            return XmlRecordReader.open(file);
        }
        return transformed(file, format, xslts);
    }

    private static RecordReader transformed(DeliveryFile file, XmlSource format, List<Xslt> xslts) throws IOException {
        if (xslts.isEmpty()) {
            return open(file, format);
        }
        List<Xslt> rest = xslts.subList(1, xslts.size());
        return TransformedReader.open(file, xslts.get(0), result -> transformed(result, format, rest));
    }

    private static RecordReader open(DeliveryFile file, XmlSource format) throws IOException {
        if (format.hasRecordPaths()) {
            return PathReader.open(file, format);
        }
        String root = root(file);
        if (root.equalsIgnoreCase(EntityReader.ROOT)) {
            return EntityReader.open(file, format);
        }
        try {
            return XmlRecordReader.open(file);
        } catch (DeliveryException e) {
            throw root.equalsIgnoreCase("tables") || root.equalsIgnoreCase("html")
                    ? e
                    : new DeliveryException(
                            e.getMessage().replaceFirst("^line \\d+, column \\d+: ", "")
                                    + " (a job reads other XML by the path of its records: <xml records=\"/" + root
                                    + "/...\"/>)",
                            e.line(),
                            e.column(),
                            e.truncated());
        }
    }

    /** The name of a document's root. */
    static String root(DeliveryFile file) throws IOException {
        try (XmlStream xml = XmlStream.openAtAny(file, "tables")) {
            return xml.name();
        }
    }

    /**
     * The rejects file of a job: in the form of its documents where that can hold any record, else {@code <tables>}, which it
     * reads too then.
     *
     * @param delivery the file or folder being read
     */
    static RejectsWriter rejects(Path delivery, XmlSource format, Path target) {
        if (format.isTransformed() || format.hasRecordPaths()) {
            return new RejectsFile(target, () -> RejectsForm.MARKED_TABLES);
        }
        return new RejectsFile(target, () -> form(delivery));
    }

    /** That of the first record of the first file. */
    private static RejectsForm form(Path delivery) {
        try (DeliveryFiles files = DeliveryFiles.open(delivery);
                XmlStream xml = XmlStream.openAtAny(files.files().get(0), "tables")) {
            if (!xml.name().equalsIgnoreCase(EntityReader.ROOT)) {
                return RejectsForm.TABLES;
            }
            int event = xml.next();
            while (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                xml.dropText();
                event = xml.next();
            }
            boolean attributes = event == XMLStreamConstants.START_ELEMENT && xml.attributeCount() > 0;
            return attributes ? RejectsForm.ATTRIBUTES : RejectsForm.ELEMENTS;
        } catch (IOException e) {
            return RejectsForm.TABLES; // what is wrong with the file its reader says
        }
    }

    /** Whether it is a rejects file of such a job: that is {@code <tables>}, whatever the job's other documents are. */
    private static boolean isMended(DeliveryFile file) throws IOException {
        byte[] head;
        try (InputStream in = file.open()) {
            head = in.readNBytes(Encoding.HEAD);
        }
        return head.length > 0
                && new String(head, Encoding.detect(head).charset()).contains("<?" + RejectsFile.INSTRUCTION + "?>");
    }
}
