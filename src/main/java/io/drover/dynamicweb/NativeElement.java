package io.drover.dynamicweb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element of a job in Drover's own form, while it is put together. */
final class NativeElement {
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> content = new ArrayList<>();

    NativeElement(String name) {
        this.name = name;
    }

    /** Adds an attribute; null is left out. */
    NativeElement with(String attribute, String value) {
        if (value != null) {
            attributes.put(attribute, value);
        }
        return this;
    }

    NativeElement add(String child) {
        NativeElement element = new NativeElement(child);
        content.add(element);
        return element;
    }

    /** Adds an element that was put together elsewhere. */
    void append(NativeElement element) {
        content.add(element);
    }

    void comment(String text) {
        content.add("<!-- " + text.replaceAll("-(?=-)", "- ") + " -->");
    }

    /** The only content of a leaf. */
    void text(String text) {
        content.add(escaped(text));
    }

    boolean isEmpty() {
        return content.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder xml = new StringBuilder();
        write(xml, "");
        return xml.toString();
    }

    private void write(StringBuilder xml, String indent) {
        xml.append(indent).append('<').append(name);
        attributes.forEach((attribute, value) -> xml.append(' ')
                .append(attribute)
                .append("=\"")
                .append(escaped(value))
                .append('"'));
        if (content.isEmpty()) {
            xml.append("/>\n");
        } else if (content.size() == 1 && content.get(0) instanceof String text && !text.startsWith("<!--")) {
            xml.append('>').append(text).append("</").append(name).append(">\n");
        } else {
            xml.append(">\n");
            for (Object part : content) {
                if (part instanceof NativeElement element) {
                    element.write(xml, indent + "    ");
                } else {
                    xml.append(indent).append("    ").append(part).append('\n');
                }
            }
            xml.append(indent).append("</").append(name).append(">\n");
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '"' -> escaped.append("&quot;");
                case '\t', '\n', '\r' -> escaped.append("&#").append((int) c).append(';');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
