package io.drover.provider.xml;

import io.drover.provider.DeliveryException;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.xml.parser.XmlStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamConstants;

/** Looks at what a remote system answered before it is let into the inbox. */
public final class XmlCheck {
    private XmlCheck() {}

    /**
     * Reads a file from end to end, with the decoding, safety and limits of {@link XmlRecordReader}.
     *
     * @param root local name that the root element must have, in any case
     * @throws DeliveryException when the file is empty, cut off, not well-formed or of another root; then what it says is
     *     quoted, as it is often the error page or the SOAP fault of the remote system
     */
    public static void requireRoot(Path file, String root) throws IOException {
        try (XmlStream xml = XmlStream.openAt(DeliveryFile.of(file), root)) {
            readToEnd(xml);
        }
    }

    /** How many elements of a local name a document of any root has; reads it from end to end. */
    public static long count(DeliveryFile file, String element) throws IOException {
        long count = 0;
        try (XmlStream xml = XmlStream.openAtAny(file, "document")) {
            int event = XMLStreamConstants.START_ELEMENT;
            while (event != XMLStreamConstants.END_DOCUMENT) {
                if (event == XMLStreamConstants.START_ELEMENT && xml.name().equals(element)) {
                    count++;
                }
                event = xml.next();
                if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    xml.dropText();
                }
            }
        }
        return count;
    }

    /** Reads a document of any root from end to end. */
    static void requireWellFormed(DeliveryFile file) throws IOException {
        try (XmlStream xml = XmlStream.openAtAny(file, "document")) {
            readToEnd(xml);
        }
    }

    private static void readToEnd(XmlStream xml) throws IOException {
        int event = XMLStreamConstants.START_ELEMENT;
        while (event != XMLStreamConstants.END_DOCUMENT) {
            event = xml.next();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                xml.dropText();
            }
        }
    }
}
