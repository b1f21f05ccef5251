package io.drover.definition.schema;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
 * <p>Covers what Drover's own schemas use: elements and attributes declared in place, complex types in place or by name, groups
 * and attribute groups by reference.
 */
public final class SchemaOutline {
    private static final String XS = XMLConstants.W3C_XML_SCHEMA_NS_URI;
    private static final ElementOutline UNKNOWN = new ElementOutline("");

    /** One element at its place: a name may mean different things below different parents. */
    private static final class ElementOutline {
        private final String type;
        private Map<String, ElementOutline> children = new LinkedHashMap<>();
        private Map<String, String> attributes = new LinkedHashMap<>();
        private Set<String> optional = new LinkedHashSet<>();

        private ElementOutline(String type) {
            this.type = type;
        }
    }

    private final Map<String, Element> named = new HashMap<>();
    private final Map<String, ElementOutline> complexTypes = new HashMap<>();
    private final Map<String, String> rules = new HashMap<>();
    private final ElementOutline root = new ElementOutline("");

    private SchemaOutline(Document document) {
        rules.put("xs:boolean", "allowed are true, false");
        for (Element declared : elements(document.getDocumentElement())) {
            named.put(declared.getLocalName() + " " + declared.getAttribute("name"), declared);
            if (declared.getLocalName().equals("simpleType")) {
                rules.put(declared.getAttribute("name"), rule(declared));
            }
        }
        for (Element declared : elements(document.getDocumentElement())) {
            if (declared.getLocalName().equals("element")) {
                addElement(declared, root);
            }
        }
    }

    public static SchemaOutline of(URL xsd) throws SAXException, IOException {
        try (var in = xsd.openStream()) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return new SchemaOutline(factory.newDocumentBuilder().parse(in));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addElement(Element declaration, ElementOutline parent) {
        String name = declaration.getAttribute("name");
        if (declaration.getAttribute("minOccurs").equals("0")) {
            parent.optional.add(name);
        }
        parent.children.put(name, outline(declaration));
    }

    private ElementOutline outline(Element declaration) {
        String type = declaration.getAttribute("type");
        ElementOutline element = new ElementOutline(type);
        Element complexType = named.get("complexType " + type);
        if (complexType == null) {
            addContent(declaration, element);
            return element;
        }
        ElementOutline ofType = complexTypes.get(type);
        if (ofType == null) {
            ofType = new ElementOutline(type);
            complexTypes.put(type, ofType); // before its content, which may hold itself
            addContent(complexType, ofType);
        }
        element.children = ofType.children;
        element.attributes = ofType.attributes;
        element.optional = ofType.optional;
        return element;
    }

    private void addContent(Element declaration, ElementOutline to) {
        for (Element part : elements(declaration)) {
            switch (part.getLocalName()) {
                case "element" -> addElement(part, to);
                case "attribute" -> to.attributes.put(part.getAttribute("name"), part.getAttribute("type"));
                case "group", "attributeGroup" ->
                    addContent(named.get(part.getLocalName() + " " + part.getAttribute("ref")), to);
                case "simpleType", "annotation" -> {}
                default -> addContent(part, to); // complexType, sequence, choice, ...
            }
        }
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && XS.equals(element.getNamespaceURI())) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static String rule(Element type) {
        List<String> values = all(type, "enumeration").stream()
                .map(value -> value.getAttribute("value"))
                .toList();
        if (!values.isEmpty()) {
            List<String> shown = values.stream()
                    .map(value -> value.length() == 1 ? "\"" + value + "\"" : value)
                    .toList();
            boolean few = values.stream().allMatch(value -> value.length() == 1);
            return "allowed are " + String.join(few ? " and " : ", ", shown);
        }
        return all(type, "documentation").get(0).getTextContent().strip().replaceAll("\\s+", " ");
    }

    private static List<Element> all(Element below, String name) {
        NodeList nodes = below.getElementsByTagNameNS(XS, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private ElementOutline at(List<String> path) {
        ElementOutline element = root;
        for (String name : path) {
            element = element.children.getOrDefault(name, UNKNOWN);
        }
        return element;
    }

    /**
     * The elements that an element may hold, in schema order.
     *
     * @param path names of elements from the root to it
     */
    List<String> children(List<String> path) {
        return List.copyOf(at(path).children.keySet());
    }

    List<String> attributes(List<String> path) {
        return List.copyOf(at(path).attributes.keySet());
    }

    /** Whether an element may do without a child. */
    boolean isOptional(List<String> path, String child) {
        return at(path).optional.contains(child);
    }

    /** What an element's text must look like, as a clause. */
    String rule(List<String> path) {
        return ruleOfType(at(path).type);
    }

    /** What an attribute's value must look like, as a clause. */
    String rule(List<String> path, String attribute) {
        return ruleOfType(at(path).attributes.getOrDefault(attribute, ""));
    }

    private String ruleOfType(String type) {
        return rules.getOrDefault(type, "the value does not fit");
    }
}
