package io.drover.definition;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** A first look at a file: is it well-formed, what is its root element, and which are its children? */
public final class RootProbe extends DefaultHandler {
    private final Set<Element> children = new HashSet<>();
    private Locator locator;
    private int depth;
    private Element root;
    private int line;

    private RootProbe() {}

    /** An element by its name, and the names of its attributes. */
    public record Element(String name, Set<String> attributes) {}

    public static RootProbe of(byte[] file) throws IOException, SAXException {
        RootProbe probe = new RootProbe();
        XMLReader reader = XmlInput.reader();
        reader.setContentHandler(probe);
        reader.setErrorHandler(probe);
        reader.parse(XmlInput.of(file));
        return probe;
    }

    public Element root() {
        return root;
    }

    /** The root element's line. */
    int line() {
        return line;
    }

    /** The elements right below the root, each once. */
    public Set<Element> children() {
        return children;
    }

    @Override
    public void setDocumentLocator(Locator documentLocator) {
        this.locator = documentLocator;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        if (depth == 0) {
            root = element(qName, attributes);
            line = locator.getLineNumber();
        } else if (depth == 1) {
            children.add(element(qName, attributes));
        }
        depth++;
    }

    private static Element element(String name, Attributes attributes) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            names.add(attributes.getQName(i));
        }
        return new Element(name, names);
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        depth--;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXParseException {
        throw e;
    }
}
