package io.drover.provider.xml;

import io.drover.provider.AnswerPage;
import io.drover.provider.DeliveryException;
import io.drover.provider.format.ContentDigest;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.xml.parser.XmlStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;

/** Looks over a page of an XML answer, in a stream. */
public final class XmlPage {
    private final XmlStream xml;
    private final String record;
    private final List<String> links;
    private final ContentDigest content = new ContentDigest();
    private final Map<String, String> root = new LinkedHashMap<>();
    private long records;
    private String nextLink;

    private XmlPage(XmlStream xml, String record, List<String> links) {
        this.xml = xml;
        this.record = record;
        this.links = links;
    }

    /**
     * Reads a page from end to end, with the safety and limits of {@link XmlRecordReader}.
     *
     * @param expectedRoot local name of the root, in any case; empty for any
     * @param record local name of the elements that are records
     * @param links names of what leads to the next page: an attribute of the root, or an element
     * @throws io.drover.provider.DeliveryException when it is not well-formed or something else; says what it is
     */
    public static AnswerPage read(Path file, String expectedRoot, String record, List<String> links)
            throws IOException {
        DeliveryFile page = DeliveryFile.of(file);
        try (XmlStream xml = expectedRoot.isEmpty()
                ? XmlStream.openAtAny(page, "an XML document")
                : XmlStream.openAt(page, expectedRoot)) {
            return new XmlPage(xml, record, links).read();
        }
    }

    private AnswerPage read() throws IOException {
        for (int i = 0; i < xml.attributeCount(); i++) {
            root.put(xml.attributeName(i), xml.attribute(i));
        }
        links.stream().map(root::get).filter(XmlPage::says).findFirst().ifPresent(link -> nextLink = link);
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml.text());
                default -> content.add(event, null);
            }
        }
        return new AnswerPage(root, records, nextLink, content.value());
    }

    private void start() throws IOException {
        String name = xml.name();
        if (links.contains(name)) {
            boolean inAttribute = hasAddressInAttribute();
            String link = textOfElement().strip();
            if (inAttribute && !says(link)) {
                throw new DeliveryException(
                        "the link to the next page, <" + name
                                + ">, has its address in the attribute href, and an address is read as the text of an element"
                                + " or an attribute of the root: ask by the number of the page, with {page}, in place of a link",
                        0,
                        0,
                        false);
            }
            nextLink = nextLink == null && says(link) ? link : nextLink;
            return;
        }
        if (name.equals(record)) {
            records++;
        }
        content.add(XMLStreamConstants.START_ELEMENT, name);
        for (int i = 0; i < xml.attributeCount(); i++) {
            content.add(XMLStreamConstants.ATTRIBUTE, xml.attributeName(i) + "=" + xml.attribute(i));
        }
    }

    /** One such as Atom's must not pass for the end: what comes behind it would be missed, or removed as missing. */
    private boolean hasAddressInAttribute() {
        for (int i = 0; i < xml.attributeCount(); i++) {
            if (xml.attributeName(i).equals("href")) {
                return true;
            }
        }
        return false;
    }

    /** What stands between tags only to make it look well is no content. */
    private void text(String text) {
        if (!text.isBlank()) {
            content.add(XMLStreamConstants.CHARACTERS, text);
        }
    }

    private String textOfElement() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> text.append(xml.text());
            }
        }
        return text.toString();
    }

    private static boolean says(String link) {
        return link != null && !link.isBlank();
    }
}
