package io.drover.definition.edit;

/** Text of files that are written for people to go on with. */
public final class EscapedText {
    private EscapedText() {}

    /** A text as XML has it, between elements and between quotes alike. Characters that XML does not have are left out. */
    public static String escaped(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
