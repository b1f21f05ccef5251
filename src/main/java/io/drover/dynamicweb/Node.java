package io.drover.dynamicweb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * An element of a job file. Names are compared without case: versions of the platform differ in it.
 *
 * @param text its own text, stripped
 */
record Node(String name, String type, String text, List<Node> children) {
    private static final int SHOWN = 80;

    static Node of(Element element) {
        List<Node> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (org.w3c.dom.Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(of(child));
            } else if (node instanceof org.w3c.dom.Text part) {
                text.append(part.getData());
            }
        }
        // A delimiter may be white space, such as a tab in a CDATA section
        String whole = text.toString();
        String stripped = whole.isBlank() && whole.length() == 1 ? whole : whole.strip();
        return new Node(element.getTagName(), element.getAttribute("type"), stripped, List.copyOf(children));
    }

    Optional<Node> child(String wanted) {
        return children.stream()
                .filter(child -> child.name.equalsIgnoreCase(wanted))
                .findFirst();
    }

    List<Node> all(String wanted) {
        return children.stream()
                .filter(child -> child.name.equalsIgnoreCase(wanted))
                .toList();
    }

    /** The text of a child, empty when there is none. */
    String text(String child) {
        return child(child).map(Node::text).orElse("");
    }

    /** Whether a child says True. */
    boolean is(String child) {
        return text(child).equalsIgnoreCase("true");
    }

    /** Whether it is there with a text other than {@code False}, or with elements. */
    boolean saysSomething() {
        return !children.isEmpty() || !(text.isEmpty() || text.equalsIgnoreCase("false"));
    }

    /** Its text for messages: cut, and without secrets. */
    String shown() {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean secret = lower.contains("password") || lower.contains("connectionstring");
        if (secret && !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            return "...";
        }
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }

    /** The last segment of the type, which is the same in all versions. */
    String shortType() {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** The same without the word Provider, such as {@code Ecom}. */
    String kind() {
        return shortType().replaceAll("Provider$", "");
    }
}
