package io.drover.docs;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A page about one kind of definition file, from its XSD. Relies on what SchemasTest holds the schemas to. */
final class SchemaPage {
    private final Document schema;
    private final Markdown page;

    private SchemaPage(String title, String xsd) throws Exception {
        try (InputStream in = ReferenceDocs.open(xsd)) {
            schema = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(in);
        }
        page = new Markdown(title, xsd.substring(xsd.lastIndexOf('/') + 1));
    }

    static String text(String title, String xsd, Path... examples) throws Exception {
        SchemaPage page = new SchemaPage(title, xsd);
        for (Element element : all(page.schema.getDocumentElement(), "element")) {
            page.element(element);
        }
        for (Path example : examples) {
            page.page.heading("Example: `" + example.toString().replace('\\', '/') + "`");
            page.page.code("xml", Files.readString(example));
        }
        return page.page.toString();
    }

    /** Its name, with the element it stands in where several have that name. */
    private String heading(Element element) {
        String name = element.getAttribute("name");
        boolean several = all(schema.getDocumentElement(), "element").stream()
                        .filter(other -> other.getAttribute("name").equals(name))
                        .count()
                > 1;
        return several && owner(element) != null
                ? "`<" + name + ">` in `<" + owner(element).getAttribute("name") + ">`"
                : "`<" + name + ">`";
    }

    private void element(Element element) {
        page.heading(heading(element));
        page.paragraph(documentation(element));
        if (!element.getAttribute("type").isEmpty()) {
            page.paragraph("Value: " + values(element.getAttribute("type")) + ".");
        }
        page.table(
                List.of("attribute", "required", "default", "values", "meaning"),
                all(element, "attribute").stream()
                        .filter(attribute -> owner(attribute).equals(element))
                        .map(this::attribute)
                        .toList());
        page.table(
                List.of("element in it", "how often", "meaning"),
                all(element, "element").stream()
                        .filter(child -> owner(child).equals(element))
                        .map(SchemaPage::child)
                        .toList());
    }

    private List<String> attribute(Element attribute) {
        return List.of(
                Markdown.code(attribute.getAttribute("name")),
                attribute.getAttribute("use").equals("required") ? "yes" : "no",
                Markdown.code(attribute.getAttribute("default")),
                values(attribute.getAttribute("type")),
                documentation(attribute));
    }

    private static List<String> child(Element child) {
        return List.of("`<" + child.getAttribute("name") + ">`", howOften(child), documentation(child));
    }

    private static String howOften(Element child) {
        Element group = (Element) child.getParentNode();
        boolean optional = child.getAttribute("minOccurs").equals("0")
                || group.getAttribute("minOccurs").equals("0");
        boolean repeats = child.getAttribute("maxOccurs").equals("unbounded")
                || group.getAttribute("maxOccurs").equals("unbounded");
        if (repeats) {
            return optional ? "any number" : "once or more";
        }
        return optional ? "at most once" : "once";
    }

    /** What a type allows. */
    private String values(String type) {
        return switch (type) {
            case "xs:string", "xs:token" -> "text";
            case "xs:boolean" -> "`true` or `false`";
            default ->
                all(schema.getDocumentElement(), "simpleType").stream()
                        .filter(candidate -> candidate.getAttribute("name").equals(type))
                        .map(SchemaPage::valuesOfSimpleType)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no type " + type));
        };
    }

    private static String valuesOfSimpleType(Element type) {
        List<Element> values = all(type, "enumeration");
        return values.isEmpty()
                ? documentation(type)
                : values.stream().map(SchemaPage::value).collect(Collectors.joining("; "));
    }

    private static String value(Element enumeration) {
        String meaning = documentation(enumeration).replaceAll("\\.$", "");
        return Markdown.code(enumeration.getAttribute("value")) + (meaning.isEmpty() ? "" : ": " + meaning);
    }

    private static Element owner(Element declaration) {
        Node node = declaration.getParentNode();
        while (!(node instanceof Element element && element.getLocalName().equals("element"))) {
            if (node == null) {
                return declaration.getOwnerDocument().getDocumentElement();
            }
            node = node.getParentNode();
        }
        return (Element) node;
    }

    /** The documentation of this very declaration. */
    private static String documentation(Element declaration) {
        return all(declaration, "documentation").stream()
                .filter(words -> words.getParentNode().getParentNode().equals(declaration))
                .map(words -> Markdown.oneLine(words.getTextContent()))
                .findFirst()
                .orElse("");
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
