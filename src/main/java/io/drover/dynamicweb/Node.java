package io.drover.dynamicweb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * An element of a job file. Names are compared without case: versions of the platform differ in it.
 *
 * @param text its own text, stripped
 */
record Node(String name, String type, String text, List<Node> children) {

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

    /** The last segment of the type, which is the same in all versions. */
    String shortType() {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
