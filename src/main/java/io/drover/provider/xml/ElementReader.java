package io.drover.provider.xml;

import io.drover.provider.DeliveryException;
import io.drover.provider.xml.parser.XmlStream;
import java.io.IOException;
import javax.xml.stream.XMLStreamConstants;

/** Reads an element with all that stands in it. */
final class ElementReader {
    /** Bytes in memory, about, of one record. */
    static final long MAX_SIZE = 32L * 1024 * 1024;

    private static final int NODE = 64;

    private final XmlStream xml;
    private long size;

    ElementReader(XmlStream xml) {
        this.xml = xml;
    }

    /** Bytes in memory, about, of the last element. */
    long size() {
        return size;
    }

    /** Completes the element at whose start the parser stands. */
    void complete(Element element) throws IOException {
        size = 0;
        read(element);
    }

    private void read(Element element) throws IOException {
        count(NODE);
        for (Element.Attribute attribute : element.attributes()) {
            count(NODE + 2L * attribute.value().length());
        }
        StringBuilder joined = null;
        String text = "";
        boolean mixed = false;
        while (true) {
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    Element child = new Element(element, xml);
                    read(child);
                    element.add(child);
                    if (mixed) {
                        joined = joined == null ? new StringBuilder(text) : joined;
                        append(joined, child.text());
                    } else {
                        text = "";
                        joined = null;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    element.text(joined == null ? text : joined.toString());
                    return;
                }
                default -> {
                    String more = xml.text();
                    count(2L * more.length());
                    if (!element.children().isEmpty() && !mixed) {
                        if (more.isBlank()) {
                            continue; // between elements
                        }
                        joined = new StringBuilder();
                        for (Element child : element.children()) {
                            append(joined, child.text());
                        }
                    }
                    if (joined != null || !text.isEmpty()) {
                        joined = joined == null ? new StringBuilder(text) : joined;
                        append(joined, more);
                    } else {
                        text = more;
                    }
                    mixed |= !more.isBlank();
                }
            }
        }
    }

    private void append(StringBuilder joined, String text) throws DeliveryException {
        String more = text == null ? "" : text;
        if (joined.length() + more.length() > XmlStream.MAX_TEXT) {
            throw xml.fault("a value is longer than " + XmlStream.MAX_TEXT / 1024 / 1024 + " MB");
        }
        joined.append(more);
    }

    private void count(long bytes) throws DeliveryException {
        size += bytes;
        if (size > MAX_SIZE) {
            throw xml.fault("a record with all that stands in it takes more than " + MAX_SIZE / 1024 / 1024
                    + " MB of memory; take a smaller element as the record");
        }
    }
}
