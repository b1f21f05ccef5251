package io.drover.sample;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads one request. */
final class SampleRequestReader {
    private static final String ORDERS = "EcomOrders";

    private final Set<String> known;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Set<String> features = new LinkedHashSet<>();
    private final List<Map<String, String>> orders = new ArrayList<>();
    private String root;
    private boolean inOrder;

    SampleRequestReader(Set<String> known) {
        this.known = known;
    }

    /** A reader of XML that follows no document type. */
    static XMLStreamReader open(InputStream xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(xml);
    }

    SampleRequest read(InputStream xml) throws RefusedException {
        try {
            read(open(xml));
        } catch (XMLStreamException e) {
            throw new RefusedException("The request is not well-formed XML (line %d, column %d)"
                    .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()));
        }
        if (!root.equals(SampleRequest.QUESTION) && orders.isEmpty()) {
            throw new RefusedException("<%s> where <%s> should be, or a request with a table %s"
                    .formatted(root, SampleRequest.QUESTION, ORDERS));
        }
        return new SampleRequest(attributes, features, orders);
    }

    private void read(XMLStreamReader reader) throws XMLStreamException, RefusedException {
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new RefusedException("The request may not have a document type");
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth == 1) {
                        root(reader);
                    } else if (root.equals(SampleRequest.QUESTION)) {
                        question(depth, reader);
                    } else if (order(reader)) {
                        depth--; // a column's text is read with its end
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    private void root(XMLStreamReader reader) {
        root = reader.getLocalName();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
    }

    private void question(int depth, XMLStreamReader reader) throws RefusedException {
        if (depth == 2 && !reader.getLocalName().equals("tables")) {
            throw new RefusedException("<%s> where <tables> should be".formatted(reader.getLocalName()));
        }
        if (depth == 3) { // below it is what a feature may carry besides
            feature(reader.getLocalName(), reader.getAttributeValue(null, "type"));
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

    /** Whether the element was read with its end. */
    private boolean order(XMLStreamReader reader) throws XMLStreamException {
        switch (reader.getLocalName()) {
            case "item" -> {
                inOrder = ORDERS.equals(reader.getAttributeValue(null, "table"));
                if (inOrder) {
                    orders.add(new LinkedHashMap<>());
                }
            }
            case "column" -> {
                if (inOrder) {
                    String column = String.valueOf(reader.getAttributeValue(null, "columnName"));
                    orders.get(orders.size() - 1).put(column, reader.getElementText());
                    return true;
                }
            }
            default -> {} // tables, and what a team's own envelope has around them
        }
        return false;
    }
}
