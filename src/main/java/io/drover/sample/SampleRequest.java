package io.drover.sample;

import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads {@code <GetEcomData><tables><Products type="all"/>...}: the names of what is asked for, in their order. */
final class SampleRequest {
    private final Set<String> known;
    private final Set<String> features = new LinkedHashSet<>();

    private SampleRequest(Set<String> known) {
        this.known = known;
    }

    static Set<String> features(InputStream xml, Set<String> known) throws RefusedException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        SampleRequest request = new SampleRequest(known);
        try {
            request.read(factory.createXMLStreamReader(xml));
        } catch (XMLStreamException e) {
            throw new RefusedException("The request is not well-formed XML (line %d, column %d)"
                    .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()));
        }
        return request.features;
    }

    private void read(XMLStreamReader reader) throws XMLStreamException, RefusedException {
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new RefusedException("The request may not have a document type");
                case XMLStreamConstants.START_ELEMENT -> element(++depth, reader);
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    private void element(int depth, XMLStreamReader reader) throws RefusedException {
        switch (depth) {
            case 1 -> expect("GetEcomData", reader.getLocalName());
            case 2 -> expect("tables", reader.getLocalName());
            case 3 -> feature(reader.getLocalName(), reader.getAttributeValue(null, "type"));
            default -> {} // what a feature may carry besides
        }
    }

    private static void expect(String expected, String name) throws RefusedException {
        if (!name.equals(expected)) {
            throw new RefusedException("<%s> where <%s> should be".formatted(name, expected));
        }
    }

    private void feature(String name, String type) throws RefusedException {
        if (!known.contains(name)) {
            throw new RefusedException(
                    "<%s> is not known here; known are %s".formatted(name, String.join(", ", known)));
        }
        if (type != null && !type.equals("all")) {
            throw new RefusedException(
                    "<%s type=\"%s\">: the sample ERP answers type=\"all\" only".formatted(name, type));
        }
        features.add(name);
    }
}
