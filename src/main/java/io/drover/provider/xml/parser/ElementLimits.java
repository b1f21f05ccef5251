package io.drover.provider.xml.parser;

import java.util.HashSet;
import java.util.Set;
import org.codehaus.stax2.XMLStreamReader2;

/** Refuses documents whose elements no system writes, made to use up memory and time. */
public final class ElementLimits {
    /** Elements in each other. */
    public static final int MAX_DEPTH = 200;
    /** Attributes of one element. */
    public static final int MAX_ATTRIBUTES = 1000;
    /**
     * Different names of elements, attributes and namespace prefixes. The parser remembers each in a table that becomes slow:
     * some megabytes of nothing but different names would keep it busy for minutes.
     */
    static final int MAX_NAMES = 10_000;

    private final Set<String> names = new HashSet<>();
    private String lastName;
    private String lastAttribute;

    /** Which limit the element at whose start the parser stands is beyond, or null. */
    public String exceeded(XMLStreamReader2 reader, int depth) {
        if (depth > MAX_DEPTH) {
            return "more than " + MAX_DEPTH + " elements in each other";
        }
        int attributes = reader.getAttributeCount();
        if (attributes > MAX_ATTRIBUTES) {
            return "more than " + MAX_ATTRIBUTES + " attributes in one element";
        }
        String name = reader.getPrefixedName();
        int namespaces = reader.getNamespaceCount();
        if (attributes == 1 && namespaces == 0 && name.equals(lastName)) {
            String attribute = reader.getAttributeLocalName(0);
            if (attribute.equals(lastAttribute)) {
                return null; // nearly all: a column like the one before
            }
            lastAttribute = attribute;
        }
        lastName = name;
        names.add(name);
        for (int i = 0; i < attributes; i++) {
            names.add(reader.getAttributeLocalName(i));
        }
        for (int i = 0; i < namespaces; i++) {
            names.add(reader.getNamespacePrefix(i));
        }
        return names.size() > MAX_NAMES ? "more than " + MAX_NAMES + " names of elements and attributes" : null;
    }
}
