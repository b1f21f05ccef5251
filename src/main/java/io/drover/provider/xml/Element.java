package io.drover.provider.xml;

import io.drover.provider.xml.parser.XmlStream;
import java.util.ArrayList;
import java.util.List;

/** An element of a record, in memory; names are without prefix. */
final class Element {
    private final Element parent;
    private final String name;
    private final int line;
    private final List<Attribute> attributes;
    private List<Element> children = List.of();
    private String text = "";
    private final boolean nil;

    /** An attribute. */
    record Attribute(String name, String value) {}

    /** The element at whose start the parser stands. */
    Element(Element parent, XmlStream xml) {
        this.parent = parent;
        this.name = xml.name();
        this.line = xml.line();
        int count = xml.attributeCount();
        this.attributes = count == 0 ? List.of() : new ArrayList<>(count);
        boolean isNil = false;
        for (int i = 0; i < count; i++) {
            String value = xml.attribute(i);
            if (xml.attributeName(i).equals("nil") && (value.equals("true") || value.equals("1"))) {
                isNil = true; // of XML Schema
            } else {
                attributes.add(new Attribute(xml.attributeName(i), value));
            }
        }
        this.nil = isNil;
    }

    /** The element around it, or null. */
    Element parent() {
        return parent;
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    List<Attribute> attributes() {
        return attributes;
    }

    List<Element> children() {
        return children;
    }

    void add(Element child) {
        if (children.isEmpty()) {
            children = new ArrayList<>();
        }
        children.add(child);
    }

    /** Puts an element in the place of the one of its name. */
    void replace(Element child) {
        if (!children.isEmpty()) {
            children.removeIf(other -> other.name.equals(child.name));
        }
        add(child);
    }

    /** All text in it when some stands between its elements, else its own; null when it says that it is null. */
    String text() {
        return nil ? null : text;
    }

    void text(String newText) {
        text = newText;
    }

    /** Whether it has text beside its elements, and not only the white space between them. */
    boolean hasOwnText() {
        return !text.isBlank() || (children.isEmpty() && !text.isEmpty());
    }

    /** Whether it is nothing but a value. */
    boolean isLeaf() {
        return children.isEmpty() && attributes.isEmpty();
    }
}
