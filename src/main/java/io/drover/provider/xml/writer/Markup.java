package io.drover.provider.xml.writer;

import io.drover.provider.DestinationException;
import java.io.IOException;
import java.util.regex.Pattern;

/** Names of tables and columns in a document. */
final class Markup {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.\\-]*");
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private Markup() {}

    /** A name as the value of an attribute. */
    static String attribute(String name) {
        return NOT_XML.matcher(name)
                .replaceAll("\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replace("\t", "&#9;")
                .replace("\n", "&#10;")
                .replace("\r", "&#13;");
    }

    /**
     * A name as that of an element or attribute.
     *
     * @param kind what it names, for the message
     * @throws IOException with a {@link DestinationException} when it cannot be one
     */
    static String name(String kind, String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw refused("the " + kind + " \"" + name
                    + "\" cannot be the name of an XML element: letters, digits and _ . - are allowed, with a letter or _ first."
                    + " Map it to another name, or write shape=\"tables\"");
        }
        return name;
    }

    /** A refusal that lies in the data or the definition. */
    static IOException refused(String message) {
        return new IOException(message, new DestinationException(message));
    }
}
