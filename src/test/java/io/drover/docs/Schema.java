package io.drover.docs;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What an XSD says of its elements, with named types, groups and attribute groups put in their places. */
final class Schema {
    private final Document document;

    Schema(String resource) throws Exception {
        try (InputStream in = ReferenceDocs.open(resource)) {
            document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(in);
        }
    }

    /**
     * An element within another.
     *
     * @param element its declaration
     * @param howOften in words
     */
    record Child(Element element, String howOften) {}

    /** How often what stands in groups may come. */
    private record Occurs(boolean optional, boolean repeats, boolean chosen) {
        Occurs within(Element particle) {
            boolean many = particle.getAttribute("maxOccurs").equals("unbounded");
            boolean alternatives = particle.getLocalName().equals("choice")
                    && children(particle).size() > 1;
            return new Occurs(
                    optional || particle.getAttribute("minOccurs").equals("0"),
                    repeats || many,
                    chosen || alternatives);
        }

        String inWords() {
            if (repeats) {
                return optional || chosen ? "any number" : "once or more";
            }
            if (chosen) {
                return optional ? "at most one of these" : "one of these";
            }
            return optional ? "at most once" : "once";
        }
    }

    List<Element> roots() {
        return children(document.getDocumentElement()).stream()
                .filter(child -> child.getLocalName().equals("element"))
                .toList();
    }

    /** The complex type of an element, named or in place; the element itself when its type is a simple one. */
    Element type(Element element) {
        return all(document.getDocumentElement(), "complexType").stream()
                .filter(type -> type.getParentNode().equals(element) || isCalled(type, element.getAttribute("type")))
                .findFirst()
                .orElse(element);
    }

    private static boolean isCalled(Element definition, String name) {
        return !name.isEmpty() && definition.getAttribute("name").equals(name);
    }

    List<Element> attributes(Element element) {
        List<Element> attributes = new ArrayList<>();
        addAttributes(type(element), attributes);
        return attributes;
    }

    private void addAttributes(Element below, List<Element> attributes) {
        for (Element part : children(below)) {
            switch (part.getLocalName()) {
                case "attribute" -> attributes.add(part);
                case "attributeGroup" -> addAttributes(definition(part), attributes);
                case "simpleContent", "extension" -> addAttributes(part, attributes);
                default -> {}
            }
        }
    }

    List<Child> elementsIn(Element element) {
        List<Child> found = new ArrayList<>();
        addChildren(type(element), new Occurs(false, false, false), found);
        return found;
    }

    private void addChildren(Element below, Occurs occurs, List<Child> found) {
        for (Element part : children(below)) {
            Occurs inside = occurs.within(part);
            switch (part.getLocalName()) {
                case "element" -> found.add(new Child(part, inside.inWords()));
                case "group" -> addChildren(definition(part), inside, found);
                case "sequence", "choice", "all" -> addChildren(part, inside, found);
                default -> {}
            }
        }
    }

    /** The group that a reference names. */
    private Element definition(Element reference) {
        return all(document.getDocumentElement(), reference.getLocalName()).stream()
                .filter(group -> isCalled(group, reference.getAttribute("ref")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no group " + reference.getAttribute("ref")));
    }

    /** The simple type of an element's content: its own, or the one that attributes are added to; empty for none. */
    String content(Element element) {
        return children(type(element)).stream()
                .filter(part -> part.getLocalName().equals("simpleContent"))
                .map(simple -> children(simple).get(0).getAttribute("base"))
                .findFirst()
                .orElse(type(element).equals(element) ? element.getAttribute("type") : "");
    }

    /** What a simple type allows. Its words are made for messages: "a whole number is needed". */
    String values(String type) {
        return switch (type) {
            case "xs:string", "xs:token" -> "text";
            case "xs:boolean" -> "`true` or `false`";
            default ->
                all(document.getDocumentElement(), "simpleType").stream()
                        .filter(candidate -> isCalled(candidate, type))
                        .map(Schema::valuesOfSimpleType)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no type " + type));
        };
    }

    private static String valuesOfSimpleType(Element type) {
        List<Element> values = all(type, "enumeration");
        return values.isEmpty()
                ? documentation(type)
                        .replaceAll(".*it must not be empty", "text, not empty")
                        .replaceAll(" (is|are) (needed|allowed)", "")
                : values.stream().map(Schema::value).collect(Collectors.joining("; "));
    }

    private static String value(Element enumeration) {
        String meaning = documentation(enumeration).replaceAll("\\.$", "");
        return Markdown.code(enumeration.getAttribute("value")) + (meaning.isEmpty() ? "" : ": " + meaning);
    }

    /** The documentation of this very declaration. */
    static String documentation(Element declaration) {
        return all(declaration, "documentation").stream()
                .filter(words -> words.getParentNode().getParentNode().equals(declaration))
                .map(words -> Markdown.oneLine(words.getTextContent()))
                .findFirst()
                .orElse("");
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static List<Element> all(Element below, String name) {
        var nodes = below.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
