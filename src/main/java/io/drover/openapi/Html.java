package io.drover.openapi;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text to HTML. */
final class Html {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n");

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A description within a line: backticks are code. */
    static String inline(String text) {
        return CODE.matcher(escape(text)).replaceAll("<code>$1</code>");
    }

    /** A description of one or more paragraphs. */
    static String paragraphs(String text) {
        return text.isEmpty()
                ? ""
                : Stream.of(PARAGRAPH.split(text))
                        .map(paragraph -> "<p>" + inline(paragraph) + "</p>\n")
                        .collect(Collectors.joining());
    }

    /** A name as the target of a link. */
    static String id(String name) {
        return name.replaceAll("[^A-Za-z0-9]+", "-");
    }
}
