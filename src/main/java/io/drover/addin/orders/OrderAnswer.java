package io.drover.addin.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.addin.XmlFragment;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a remote system has answered to an order.
 *
 * @param text the whole document, without its declaration
 * @param refused whether it says that the order was not created
 * @param said its values, for people; at most {@value #MOST_SAID} characters
 */
record OrderAnswer(String text, boolean refused, String said) {
    private static final int MOST_SAID = 500;

    private static final int MOST_QUOTED = 200;

    /**
     * Reads an answer.
     *
     * @param contentType may be null
     * @param root local name that its root element must have, whatever its case; empty: any
     * @param created name of the column that says whether the order was created; empty: every answer says so
     * @throws OrderFailure when it cannot be used: nobody knows whether the order was created
     */
    static OrderAnswer read(byte[] answer, String contentType, String root, String created) throws OrderFailure {
        try {
            String text = XmlFragment.of(answer, contentType);
            return scan(text, root, created);
        } catch (IOException | XMLStreamException e) {
            String begins = new String(answer, 0, Math.min(answer.length, MOST_QUOTED), UTF_8)
                    .replaceAll("\\s+", " ")
                    .strip();
            throw OrderFailure.unclear(
                    answer.length == 0
                            ? "the answer is empty"
                            : "the answer cannot be used: " + e.getMessage() + "; it begins: " + begins,
                    e);
        }
    }

    private static OrderAnswer scan(String text, String root, String created) throws XMLStreamException, OrderFailure {
        XMLStreamReader xml = XmlFragment.reader(text);
        Deque<String> open = new ArrayDeque<>();
        StringBuilder value = new StringBuilder();
        Set<String> said = new LinkedHashSet<>();
        boolean leaf = false;
        boolean refused = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.isEmpty() && !root.isEmpty() && !root.equalsIgnoreCase(xml.getLocalName())) {
                        throw OrderFailure.unclear(
                                "the answer is a <" + xml.getLocalName() + ">, where <" + root + "> should be", null);
                    }
                    String column = xml.getAttributeValue(null, "columnName");
                    open.push(column == null ? xml.getLocalName() : column);
                    value.setLength(0);
                    leaf = true;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> value.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    String name = open.pop();
                    String content = value.toString().strip();
                    if (leaf && name.equalsIgnoreCase(created)) {
                        refused |= isFalse(content);
                    } else if (leaf && !content.isEmpty()) {
                        said.add(name + "=" + content);
                    }
                    leaf = false;
                }
                default -> {}
            }
        }
        String all = String.join(", ", said).replaceAll("\\s+", " ");
        return new OrderAnswer(text, refused, all.length() <= MOST_SAID ? all : all.substring(0, MOST_SAID) + "...");
    }

    private static boolean isFalse(String value) {
        return value.equalsIgnoreCase("false") || value.equals("0") || value.equalsIgnoreCase("no");
    }
}
