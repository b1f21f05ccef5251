package io.drover.definition;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What an XSD allows where, for messages: the JDK's validator says what is wrong, but hardly what would be right.
 *
 * <p>Covers what Drover's own schemas use: unique element names, complex types in place, simple types by name.
 */
final class SchemaOutline {
    private static final String XS = XMLConstants.W3C_XML_SCHEMA_NS_URI;

    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<String, List<String>> attributes = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> rules = new HashMap<>();
    private final Set<String> optional = new HashSet<>();

    private SchemaOutline() {
        rules.put("xs:boolean", "allowed are true, false");
    }

    static SchemaOutline of(URL xsd) throws SAXException, IOException {
        Document document;
        try (var in = xsd.openStream()) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            document = factory.newDocumentBuilder().parse(in);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        SchemaOutline outline = new SchemaOutline();
        for (Element element : all(document, "element")) {
            outline.add(element, outline.children, "");
        }
        for (Element attribute : all(document, "attribute")) {
            outline.add(attribute, outline.attributes, "@");
        }
        for (Element type : all(document, "simpleType")) {
            outline.rules.put(type.getAttribute("name"), rule(type));
        }
        return outline;
    }

    private void add(Element declaration, Map<String, List<String>> to, String mark) {
        String name = declaration.getAttribute("name");
        String owner = owner(declaration);
        to.computeIfAbsent(owner, key -> new ArrayList<>()).add(name);
        types.put(mark.isEmpty() ? name : owner + mark + name, declaration.getAttribute("type"));
        if (declaration.getAttribute("minOccurs").equals("0")) {
            optional.add(name);
        }
    }

    private static String owner(Element declaration) {
        for (Node node = declaration.getParentNode(); node instanceof Element parent; node = node.getParentNode()) {
            if (parent.getLocalName().equals("element")) {
                return parent.getAttribute("name");
            }
        }
        return "";
    }

    private static String rule(Element type) {
        List<String> values = all(type, "enumeration").stream()
                .map(value -> value.getAttribute("value"))
                .toList();
        if (!values.isEmpty()) {
            return "allowed are "
                    + (values.stream().allMatch(value -> value.length() == 1)
                            ? "\"" + String.join("\" and \"", values) + "\""
                            : String.join(", ", values));
        }
        return all(type, "documentation").get(0).getTextContent().strip().replaceAll("\\s+", " ");
    }

    private static List<Element> all(Node below, String name) {
        NodeList nodes = below instanceof Document document
                ? document.getElementsByTagNameNS(XS, name)
                : ((Element) below).getElementsByTagNameNS(XS, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** The elements that {@code element} may hold, in schema order. */
    List<String> children(String element) {
        return children.getOrDefault(element, List.of());
    }

    List<String> attributes(String element) {
        return attributes.getOrDefault(element, List.of());
    }

    boolean isOptional(String element) {
        return optional.contains(element);
    }

    /** What an element's text must look like, as a clause. */
    String rule(String element) {
        return rules.getOrDefault(types.getOrDefault(element, ""), "the value does not fit");
    }

    /** What an attribute's value must look like, as a clause. */
    String rule(String element, String attribute) {
        return rule(element + "@" + attribute);
    }
}
